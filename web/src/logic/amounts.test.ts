import { describe, expect, it } from 'vitest'
import { growth, onRail, percent, share, signed, wan, wanAgainst } from './amounts'

describe('amounts', () => {
  it('never lets what is below a line read as having reached it', () => {
    expect(wanAgainst(1_999_999_900, 2_000_000_000)).toBe('1,999.99')
    expect(wanAgainst(1_999_990_000, 2_000_000_000)).toBe('1,999.99')
    expect(wanAgainst(2_000_000_000, 2_000_000_000)).toBe('2,000')
    expect(wanAgainst(1_234_500_000, 2_000_000_000)).toBe('1,234.5')
    expect(wanAgainst(9_999_995_000, 10_000_000_000)).toBe('9,999.99')
    expect(wanAgainst(19_999_700_000, 20_000_000_000)).toBe('19,999.70')
    expect(share(0.99999)).toBe('99')
    expect(share(0.9999, 1)).toBe('99.9')
    expect(share(0.29, 0)).toBe('29')
    expect(share(1)).toBe('100')
  })
  it('writes fen in 万元', () => {
    expect(wan(123_456_789)).toBe('123.5')
    expect(wan(2_000_000_000)).toBe('2,000')
    expect(wan(1_234_567_890_000)).toBe('1,234,568')
    expect(wan(-50_000)).toBe('-0.1')
  })
  it('rounds halves of growth away from zero, as the sentences do', () => {
    expect([growth(10_435, 10_000), growth(9_565, 10_000), growth(10_004, 10_000), growth(5, 0)]).toEqual([
      '+4.4%',
      '−4.4%',
      '0.0%',
      '—',
    ])
    expect([signed(0.25), signed(-0.25), signed(-0.04)]).toEqual(['+0.3', '−0.3', '0.0'])
  })
  it('puts the line at five sixths of its rail', () => {
    expect(onRail(600, 600)).toBe('83.33333333333333%')
    expect([onRail(-5, 600), onRail(6000, 600)]).toEqual(['0%', '100%'])
  })
  it('does not write what is nearly sure as certain', () => {
    expect([0, 0.003, 0.5, 0.996, 1].map(percent)).toEqual(['0', '<1', '50', '>99', '100'])
  })
})
