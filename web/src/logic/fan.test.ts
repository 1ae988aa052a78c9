import { describe, expect, it } from 'vitest'
import { fanOf, steps, type Ahead, type Month } from './fan'

const months = (year: number, amounts: (number | null)[]): Month[] =>
  amounts.map((amount, i) => ({ month: `${year}-${String(i + 1).padStart(2, '0')}`, amount, spread: false }))
const ahead: Ahead[] = [{ month: '2026-03', to_date: 60, low80: 50, high80: 70, low95: 40, high95: 80 }]

describe('fan', () => {
  it('adds up this year and last year, and opens where the reported sum ends', () => {
    const fan = fanOf([...months(2025, Array(12).fill(10)), ...months(2026, [20, 20])], ahead, 100)!
    expect(fan.year).toBe('2026')
    expect(fan.known).toEqual([
      { x: 1, y: 20 },
      { x: 2, y: 40 },
    ])
    expect(fan.before[11]).toEqual({ x: 12, y: 120 })
    expect(fan.mean).toEqual([
      { x: 2, y: 40 },
      { x: 3, y: 60 },
    ])
    expect(fan.inner).toEqual([
      { x: 2, y: 40 },
      { x: 3, y: 70 },
      { x: 3, y: 50 },
    ])
    expect(fan.top).toBeGreaterThan(120)
  })
  it('draws nothing where a month of this year is missing', () => {
    expect(fanOf(months(2026, [20, null, 20]), ahead, 100)).toBeNull()
    expect(fanOf([], [], 100)).toBeNull()
  })
  it('has four to eight ticks of a round size', () => {
    for (const top of [3, 47, 219, 1234, 98765]) {
      const n = top / steps(top)
      expect(n).toBeGreaterThanOrEqual(1.5)
      expect(n).toBeLessThanOrEqual(8)
    }
    expect(steps(0)).toBe(1)
  })
})
