// Amounts and chances as screens write them.

/** Fen in 万元, thousands apart: `places` decimals, none from ten thousand 万元 on. */
export const wan = (fen: number, places = 1): string =>
  (fen / 1e6).toLocaleString('zh-CN', { maximumFractionDigits: Math.abs(fen) < 1e10 ? places : 0 })

/** The same to the fen, as a source reported it. */
export const exactWan = (fen: number): string => (fen / 1e6).toLocaleString('zh-CN', { maximumFractionDigits: 6 })

/** The same of an amount held against a line: what is below never reads as having reached it. */
export const wanAgainst = (fen: number, line: number): string =>
  fen < line && wan(fen) === wan(line)
    ? (Math.floor(Math.min(fen, line - 1e4) / 1e4) / 100).toLocaleString('zh-CN', { minimumFractionDigits: 2 })
    : wan(fen)
/** A share in percent, cut and not rounded: 99.9 is no 100. */
export const share = (ratio: number, places = 0): string =>
  (Math.floor(100 * ratio * 10 ** places + 1e-9) / 10 ** places).toFixed(places)

/** One decimal, halves away from zero, with its sign: as reports and the sentences print it. */
export const signed = (x: number): string => {
  const tenths = Math.round(10 * Math.abs(x))
  return `${tenths === 0 ? '' : x < 0 ? '−' : '+'}${(tenths / 10).toFixed(1)}`
}

/** Growth in percent; a dash where there was nothing before. */
export const growth = (now: number, before: number): string =>
  before === 0 ? '—' : `${signed((100 * (now - before)) / before)}%`

/** A chance in percent; what is nearly sure is not written as certain. */
export const percent = (chance: number): string =>
  chance > 0.99 && chance < 1 ? '>99' : chance < 0.01 && chance > 0 ? '<1' : (100 * chance).toFixed(0)

/** How far an amount reaches on the rail of a line, which stands at five sixths of it. */
export const onRail = (fen: number, line: number): string => `${Math.min(100, Math.max(0, (fen / line) * (500 / 6)))}%`
