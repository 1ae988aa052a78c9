// What the fan of a candidate draws: sums since January as reported, last year's, and the outlook with its intervals, in the units of
// the drawing.

export interface Month {
  month: string
  amount?: number | null
  spread: boolean
}
export interface Ahead {
  month: string
  to_date: number
  low80: number
  high80: number
  low95: number
  high95: number
}
export interface Point {
  x: number
  y: number
}
export interface Fan {
  year: string
  top: number
  ticks: number[]
  line: number
  known: Point[]
  before: Point[]
  mean: Point[]
  inner: Point[]
  outer: Point[]
  spread: boolean
}

/** 1, 2 or 5 times a power of ten, so that four to eight ticks reach the top. */
export function steps(top: number): number {
  if (!(top > 0)) return 1
  const power = 10 ** Math.floor(Math.log10(top / 4))
  return [1, 2, 5, 10].map((n) => n * power).find((s) => top / s <= 8) ?? 10 * power
}

const sums = (months: Month[], year: string): Point[] => {
  const out: Point[] = []
  let sum = 0
  for (let m = 1; m <= 12; m++) {
    const one = months.find((x) => x.month === `${year}-${String(m).padStart(2, '0')}`)
    if (one?.amount === undefined || one.amount === null) break
    sum += one.amount
    out.push({ x: m, y: sum })
  }
  return out
}

/** x from 0 (1 January) to 12 (31 December), y in the amounts' own unit. Null where this year's sum is not known. */
export function fanOf(months: Month[], outlook: Ahead[], threshold: number): Fan | null {
  const last = months[months.length - 1]
  if (!last) return null
  const year = last.month.slice(0, 4)
  const known = sums(months, year)
  if (known.length === 0 || known[known.length - 1]!.x !== Number(last.month.slice(5))) return null
  const before = sums(months, String(Number(year) - 1))
  const start = known[known.length - 1]!
  const at = (a: Ahead) => Number(a.month.slice(5))
  const band = (low: 'low80' | 'low95', high: 'high80' | 'high95'): Point[] =>
    outlook.length === 0
      ? []
      : [start, ...outlook.map((a) => ({ x: at(a), y: a[high] })), ...outlook.map((a) => ({ x: at(a), y: a[low] })).reverse()]
  const highest = Math.max(threshold, start.y, ...before.map((p) => p.y), ...outlook.map((a) => a.high95)) * 1.04
  const step = steps(highest)
  const ticks = Array.from({ length: Math.floor(highest / step) + 1 }, (_, i) => i * step)
  return {
    year,
    top: highest,
    ticks,
    line: threshold,
    known,
    before,
    mean: outlook.length ? [start, ...outlook.map((a) => ({ x: at(a), y: a.to_date }))] : [],
    inner: band('low80', 'high80'),
    outer: band('low95', 'high95'),
    spread: months.some((m) => m.spread && m.month.startsWith(year)),
  }
}
