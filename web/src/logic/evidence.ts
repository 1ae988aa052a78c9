// What the review of pairs draws: where two texts differ, and the bars of a waterfall.

export interface Piece {
  text: string
  same: boolean
}

/** Each text cut into pieces that the other has too, and pieces that it alone has (longest common subsequence). */
export function differences(a: string, b: string): [Piece[], Piece[]] {
  const x = [...a],
    y = [...b]
  const most = 400 // longer texts are compared by their beginning; a register's cell is shorter
  x.splice(most)
  y.splice(most)
  const length = Array.from({ length: x.length + 1 }, () => new Uint16Array(y.length + 1))
  for (let i = x.length - 1; i >= 0; i--)
    for (let j = y.length - 1; j >= 0; j--)
      length[i]![j] = x[i] === y[j] ? length[i + 1]![j + 1]! + 1 : Math.max(length[i + 1]![j]!, length[i]![j + 1]!)
  const left: Piece[] = [],
    right: Piece[] = []
  const put = (list: Piece[], text: string, same: boolean) => {
    const last = list[list.length - 1]
    if (last && last.same === same) last.text += text
    else list.push({ text, same })
  }
  let i = 0,
    j = 0
  while (i < x.length || j < y.length) {
    if (i < x.length && j < y.length && x[i] === y[j]) {
      put(left, x[i++]!, true)
      put(right, y[j++]!, true)
    } else if (j >= y.length || (i < x.length && length[i + 1]![j]! >= length[i]![j + 1]!)) put(left, x[i++]!, false)
    else put(right, y[j++]!, false)
  }
  return [left, right]
}

export interface Part {
  comparison: string
  level: string
  weight: number
  frequency: number
}
export interface Bar extends Part {
  total: number
  from: number
  to: number
}

/** Bars that begin where the one before ended; `from` and `to` are shares of the drawing's width, 0 to 1, low first. */
export function waterfall(parts: Part[]): { bars: Bar[]; zero: number; sum: number } {
  const shown = parts.filter((p) => Math.abs(p.weight + p.frequency) >= 0.005)
  let at = 0,
    low = 0,
    high = 0
  const spans = shown.map((p) => {
    const begin = at
    at += p.weight + p.frequency
    low = Math.min(low, at)
    high = Math.max(high, at)
    return { p, begin, end: at }
  })
  const width = high - low || 1
  const place = (v: number) => (v - low) / width
  return {
    bars: spans.map(({ p, begin, end }) => ({
      ...p,
      total: p.weight + p.frequency,
      from: place(Math.min(begin, end)),
      to: place(Math.max(begin, end)),
    })),
    zero: place(0),
    sum: at,
  }
}
