// Periods of monthly figures as screens write them: 2026年3月, or 2026年1—3月 for a sum over several months; 2026-03, 2026-01–03.

const two = (month: number) => String(month).padStart(2, '0')

export const periodOf = (p: { year: number; from: number; to: number }, zh: boolean): string =>
  zh
    ? `${p.year}年${p.from}${p.to === p.from ? '' : `—${p.to}`}月`
    : `${p.year}-${two(p.from)}${p.to === p.from ? '' : `–${two(p.to)}`}`
