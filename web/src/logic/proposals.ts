// What a table's own title and file name say of it: of which register it is, as of which day, what it measures.

/** Pairs of neighbouring characters. */
const pairs = (s: string) => Array.from({ length: Math.max(0, s.length - 1) }, (_, i) => s.slice(i, i + 2))

/** The one whose name shares most pairs of characters with the words; nothing where none shares any. */
export function nearestByName<T extends { name: string }>(list: T[], words: string): T | undefined {
  const said = new Set(pairs(words))
  const shared = list.map((x) => ({ x, n: pairs(x.name).filter((p) => said.has(p)).length }))
  return shared.sort((a, b) => b.n - a.n).find((s) => s.n > 0)?.x
}

/** The last day that the words name and that is not to come: 截至2026年11月30日, 2026-11-30, 20261130. */
export function dayIn(words: string, today: string): string | undefined {
  const written = /(20\d\d)年(\d{1,2})月(\d{1,2})日|(20\d\d)[-./](\d{1,2})[-./](\d{1,2})(?!\d)|(20\d\d)([01]\d)([0-3]\d)(?!\d)/g
  const found = [...words.matchAll(written)].map((m) => {
    const [y, month, d] = m.slice(1).filter((x) => x !== undefined)
    return `${y}-${month!.padStart(2, '0')}-${d!.padStart(2, '0')}`
  })
  return found.filter((day) => !Number.isNaN(Date.parse(day)) && day <= today).pop()
}

/** The measure whose name stands in the words, the longest of them. */
export const measureIn = <T extends { name: string }>(measures: T[], words: string): T | undefined =>
  measures.filter((m) => words.includes(m.name)).sort((a, b) => b.name.length - a.name.length)[0]
