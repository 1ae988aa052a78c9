import { expect, it } from 'vitest'
import { cultivatedHere, keepCultivated, keepPlanned, plannedHere } from './planned'

it('keeps planned visits for the account that saw them, and survives a broken shelf', () => {
  const kept = new Map<string, string>()
  const shelf = { getItem: (k: string) => kept.get(k) ?? null, setItem: (k: string, v: string) => void kept.set(k, v) }
  const one = { visit_id: 'V1', enterprise_id: 'E1', name: '面粉厂', town: '鹭岭镇', planned_on: '2026-11-30' }
  keepPlanned(shelf, 'tong', [{ ...one, record: 'not kept' } as typeof one])
  expect(plannedHere(shelf, 'tong')).toEqual([one])
  expect(plannedHere(shelf, 'mayor')).toEqual([])
  kept.set('luodi.planned.tong', '{')
  expect(plannedHere(shelf, 'tong')).toEqual([])
})

it('keeps what a unit cultivates, and no more of it than a visit needs', () => {
  const kept = new Map<string, string>()
  const shelf = {
    getItem: (k: string) => kept.get(k) ?? null,
    setItem: (k: string, v: string) => void kept.set(k, v),
    removeItem: (k: string) => void kept.delete(k),
  }
  const one = { enterprise_id: 'E2', name: '酒楼', town: '青榆镇', credit_code: '91610723MA77631700' }
  keepCultivated(shelf, 'tong', [one])
  expect(cultivatedHere(shelf, 'tong')).toEqual([{ enterprise_id: 'E2', name: '酒楼', town: '青榆镇' }])
  expect([...kept.values()].join()).not.toContain('91610723')
  expect(cultivatedHere(shelf, 'mayor')).toEqual([])
})
