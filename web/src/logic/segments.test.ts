import { describe, expect, it } from 'vitest'
import { offsetIn, paragraphsOf, partsAround, segmentsOf } from './segments'

describe('segments', () => {
  it('cut at the borders of marks and name what lies over each', () => {
    const s = segmentsOf(Array.from('会议要求抓好培育'), [
      { span: [4, 8], kind: 'directive', id: 'd1' },
      { span: [6, 8], kind: 'doubt' },
    ])
    expect(s.map((x) => x.text)).toEqual(['会议要求', '抓好', '培育'])
    expect(s[2].kinds).toEqual(['directive', 'doubt'])
    expect(s[1].ids).toEqual(['d1'])
  })
  it('count code points, not UTF-16 units', () => {
    const p = paragraphsOf('𠮷县\n要抓好', [{ span: [3, 6], kind: 'directive', id: 'd1' }])
    expect(p[1].begin).toBe(3)
    expect(p[1].segments[0].text).toBe('要抓好')
    expect(offsetIn(0, '𠮷县', 2)).toBe(1)
  })
  it('leave empty lines out', () => {
    expect(paragraphsOf('甲\n\n  \n乙\n', []).map((p) => p.begin)).toEqual([0, 6])
  })
  it('split a directive around a selection, and refuse one outside it', () => {
    expect(partsAround([10, 30], [15, 20])).toEqual([
      [10, 15],
      [15, 20],
      [20, 30],
    ])
    expect(partsAround([10, 30], [10, 20])).toEqual([
      [10, 20],
      [20, 30],
    ])
    expect(partsAround([10, 30], [5, 20])).toBeUndefined()
    expect(partsAround([10, 30], [10, 30])).toBeUndefined()
  })
})
