// Filter, order and export of the commitments' table, as plain functions.
import type { CommitmentView } from '../api/client'

export type SortKey = 'commitment_id' | 'unit' | 'due_date' | 'topic' | 'meeting_date'
export interface Query {
  words: string
  unit: string
  topic: string
  key: SortKey
  descending: boolean
}

/** The single units of a list: 县水利局、县应急管理局等部门. */
export const unitsOf = (unit: string | null): string[] => (unit ?? '').split(/[、，,]/).map((u) => u.replace(/等(部门|单位)?$/, '').trim()).filter(Boolean)

/** Rows that hold every word of the query, in its order; rows without a value come last either way. */
export function select(rows: CommitmentView[], q: Query): CommitmentView[] {
  const words = q.words.trim().split(/\s+/).filter(Boolean)
  const kept = rows.filter(
    (r) =>
      (q.unit === '' || unitsOf(r.unit).includes(q.unit)) &&
      (q.topic === '' || r.topic === q.topic) &&
      words.every((w) => [r.commitment_id, r.text, r.unit ?? '', r.item_subject, r.meeting_ordinal ?? ''].some((f) => f.includes(w))),
  )
  const value = (r: CommitmentView) => r[q.key] ?? ''
  return kept.sort((a, b) => {
    const [x, y] = [value(a), value(b)]
    if (x === '' || y === '') return x === y ? 0 : x === '' ? 1 : -1
    const order = x < y ? -1 : x > y ? 1 : 0
    return q.descending ? -order : order
  })
}

export const isOverdue = (r: { due_date: string | null }, today: string) => r.due_date !== null && r.due_date < today

/** CSV that Excel opens as UTF-8: BOM, quoted fields; a field that starts like a formula is kept text. */
export function csvOf(header: string[], rows: (string | null)[][]): string {
  const field = (v: string | null) => {
    const s = v ?? ''
    return `"${(/^[=+\-@\t]/.test(s) ? `'${s}` : s).replace(/"/g, '""')}"`
  }
  return '\uFEFF' + [header, ...rows].map((r) => r.map(field).join(',')).join('\r\n') + '\r\n'
}
