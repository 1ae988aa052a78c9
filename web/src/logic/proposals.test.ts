import { describe, expect, it } from 'vitest'
import { dayIn, measureIn, nearestByName } from './proposals'

describe('what a table says of itself', () => {
  const kinds = ['市场监管登记', '统计基本单位名录', '税务登记', '社保参保单位', '电力用户'].map((name) => ({ name }))
  it('finds the register by its words', () => {
    expect(nearestByName(kinds, '霁川县社会保险参保单位名册')?.name).toBe('社保参保单位')
    expect(nearestByName(kinds, '供电公司电力用户档案')?.name).toBe('电力用户')
    expect(nearestByName(kinds, '某表')).toBeUndefined()
  })
  it('finds the day, and none that is to come', () => {
    expect(dayIn('名册（截至2026年11月30日）', '2026-12-01')).toBe('2026-11-30')
    expect(dayIn('导出-20261130.xlsx', '2026-12-01')).toBe('2026-11-30')
    expect(dayIn('2026-12-31 计划', '2026-12-01')).toBeUndefined()
    expect(dayIn('2026年11月', '2026-12-01')).toBeUndefined()
  })
  it('finds the longest measure', () => {
    const measures = ['营业收入', '主营业务收入', '用电量'].map((name) => ({ name }))
    expect(measureIn(measures, '2026年11月主营业务收入累计表')?.name).toBe('主营业务收入')
    expect(measureIn(measures, '汇总表')).toBeUndefined()
  })
})
