import { describe, expect, it } from 'vitest'
import { differences, waterfall } from './evidence'

describe('evidence of a pair', () => {
  it('marks what only one of two texts has', () => {
    const [a, b] = differences('霁川县岚茂茶业有限公司', '岚茂茶叶公司')
    expect(a.filter((p) => !p.same).map((p) => p.text)).toEqual(['霁川县', '业有限'])
    expect(b.filter((p) => !p.same).map((p) => p.text)).toEqual(['叶'])
    expect(a.map((p) => p.text).join('')).toBe('霁川县岚茂茶业有限公司')
    expect(differences('', '茶')).toEqual([[], [{ text: '茶', same: false }]])
    expect(differences('茶', '茶')[0]).toEqual([{ text: '茶', same: true }])
  })
  it('draws bars one after the other, whose sum is the score', () => {
    const { bars, zero, sum } = waterfall([
      { comparison: 'prior', level: '', weight: -8, frequency: 0 },
      { comparison: 'name', level: 'equal', weight: 12, frequency: 2 },
      { comparison: 'seat', level: 'missing', weight: 0, frequency: 0 },
      { comparison: 'phone', level: 'else', weight: -1, frequency: 0 },
    ])
    expect(sum).toBe(5)
    expect(bars.map((b) => b.comparison)).toEqual(['prior', 'name', 'phone'])
    expect(bars[0]!.from).toBe(0)
    expect(bars[0]!.to).toBeCloseTo(zero)
    expect(bars[1]!.from).toBe(0)
    expect(bars[1]!.to).toBe(1)
    expect(waterfall([]).bars).toEqual([])
  })
})
