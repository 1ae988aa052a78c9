import { describe, expect, it } from 'vitest'
import type { CommitmentView } from '../api/client'
import { columnsOf, lightsOf, monthBeside, monthOf, nextStep, treeOf } from './commitments'

const row = (o: Partial<CommitmentView>): CommitmentView =>
  ({
    commitment_id: '2026-00001',
    state: 'confirmed',
    light: 'none',
    due_date: null,
    meeting_id: 'm',
    item_subject: '',
    ...o,
  }) as CommitmentView

describe('the commitments screen', () => {
  it('puts every state that is worked on into one column of the board', () => {
    const states = [
      'confirmed',
      'assigned',
      'objected',
      'accepted',
      'under_way',
      'reported',
      'returned',
      'closed',
      'archived',
      'suspended',
      'carried_over',
      'decomposed',
      'merged',
    ]
    const columns = columnsOf(states.map((state) => row({ state })))
    expect(columns.map((c) => c.rows.length)).toEqual([2, 1, 1, 5, 1, 2])
  })
  it('lays a month out in weeks from Monday, with what is due', () => {
    const weeks = monthOf('2026-04', [row({ due_date: '2026-04-30' }), row({ due_date: '2026-05-01' })])
    expect(weeks).toHaveLength(5)
    expect(weeks[0]![0]!.iso).toBe('2026-03-30')
    expect(weeks[4]![6]!.iso).toBe('2026-05-03')
    expect(
      weeks
        .flat()
        .filter((d) => d.expected.length)
        .map((d) => [d.iso, d.inMonth]),
    ).toEqual([
      ['2026-04-30', true],
      ['2026-05-01', false],
    ])
    const asked = row({ commitment_id: '2026-00002', state: 'accepted', due_date: '2026-04-30', next_feedback: '2026-04-15' })
    const told = row({ commitment_id: '2026-00003', state: 'reported', due_date: '2026-04-30', next_feedback: '2026-04-16' })
    const open = row({ commitment_id: '2026-00004', assign_by: '2026-04-02' })
    const days = monthOf('2026-04', [asked, told, open])
      .flat()
      .flatMap((d) => d.expected.map((e) => [d.iso, e.row.commitment_id, e.what]))
    expect(days).toEqual([
      ['2026-04-02', '2026-00004', 'assign'],
      ['2026-04-15', '2026-00002', 'feedback'],
      ['2026-04-30', '2026-00002', 'due'],
      ['2026-04-30', '2026-00003', 'due'],
    ])
    expect(monthOf('2026-08', []).length).toBe(6)
    expect(monthOf('2027-02', []).length).toBe(4)
    expect(monthBeside('2026-01', -1)).toBe('2025-12')
  })
  it('groups by meeting, then by item, in their order', () => {
    const tree = treeOf([
      row({ meeting_id: 'b', item_subject: '一' }),
      row({ meeting_id: 'a', item_subject: '二' }),
      row({ meeting_id: 'b', item_subject: '一' }),
    ])
    expect(tree.map((b) => [b.key, b.rows.length, b.items.length])).toEqual([
      ['b', 2, 1],
      ['a', 1, 1],
    ])
  })
  it('names the step that comes before the due date', () => {
    const assigned = { state: 'accepted', due_date: '2026-04-30', next_feedback: '2026-03-10' }
    expect(nextStep(row(assigned), '2026-03-10')).toEqual({ step: 'feedback', day: '2026-03-10', late: false })
    expect(nextStep(row(assigned), '2026-03-11')?.late).toBe(true)
    expect(nextStep(row({ ...assigned, due_date: '2026-03-05' }), '2026-03-11')).toBeNull()
    expect(nextStep(row({ ...assigned, state: 'reported' }), '2026-03-11')).toBeNull()
    expect(nextStep(row({ assign_by: '2026-03-04' }), '2026-03-05')).toEqual({ step: 'assign', day: '2026-03-04', late: true })
    expect(nextStep(row({}), '2026-03-05')).toBeNull()
  })
  it('counts lights', () =>
    expect(lightsOf([{ light: 'red' }, { light: 'red' }, { light: 'none' }])).toEqual({ red: 2, yellow: 0, green: 0, none: 1 }))
})
