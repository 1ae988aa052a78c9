import { describe, expect, it } from 'vitest'
import type { CommitmentView } from '../api/client'
import { csvOf, isOverdue, select } from './commitments'

const row = (o: Partial<CommitmentView>): CommitmentView =>
  ({ commitment_id: '2026-00001', text: '', unit: null, due_date: null, due_kind: 'none', deadline: null, topic: 'other', state: 'confirmed', meeting_id: 'm', meeting_date: null, meeting_ordinal: null, meeting_kind: '', item_subject: '', paper_id: 'p', directive_id: 'd', span_begin: 0, span_end: 1, parent_id: null, confirmed_by: '', confirmed_at: '', ...o })
const query = { words: '', unit: '', topic: '', key: 'due_date' as const, descending: false }

describe('the commitments table', () => {
  it('puts rows without a date last in both directions', () => {
    const rows = [row({ commitment_id: 'a' }), row({ commitment_id: 'b', due_date: '2026-03-31' }), row({ commitment_id: 'c', due_date: '2026-01-01' })]
    expect(select(rows, query).map((r) => r.commitment_id)).toEqual(['c', 'b', 'a'])
    expect(select(rows, { ...query, descending: true }).map((r) => r.commitment_id)).toEqual(['b', 'c', 'a'])
  })
  it('keeps rows that hold every word, wherever it stands', () => {
    const rows = [row({ text: '要抓好五上企业培育', unit: '县统计局' }), row({ text: '要抓好项目谋划' })]
    expect(select(rows, { ...query, words: '五上 统计局' })).toHaveLength(1)
    expect(select(rows, { ...query, words: '没有' })).toHaveLength(0)
  })
  it('is overdue the day after, not on the day', () => {
    expect(isOverdue({ due_date: '2026-03-31' }, '2026-03-31')).toBe(false)
    expect(isOverdue({ due_date: '2026-03-31' }, '2026-04-01')).toBe(true)
  })
  it('exports no live formula', () => {
    expect(csvOf(['甲'], [['=1+1'], ['a"b'], [null]])).toBe('\uFEFF"甲"\r\n"\'=1+1"\r\n"a""b"\r\n""\r\n')
  })
})
