// Periods of monthly figures as screens write them: 2026-03, or 2026-01…03 for a sum over several months.

const two = (month: number) => String(month).padStart(2, '0')

export const periodOf = (p: { year: number; from: number; to: number }): string =>
  `${p.year}-${two(p.from)}${p.to === p.from ? '' : `…${two(p.to)}`}`
