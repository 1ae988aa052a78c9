// The commitments' screen as plain functions: columns of the board, the month's grid, the tree by meeting, export.
import type { CommitmentView } from '../api/client'

export type Light = 'red' | 'yellow' | 'green' | 'none'

/** Kinds of slips, the lighter first; yellow and orange are the one between, as places call it. */
export const slipKinds = ['blue', 'yellow', 'orange', 'red']

/** Columns of the board and the states that stand in each. */
export const board: [string, string[]][] = [
  ['to_assign', ['confirmed', 'carried_over']],
  ['objected', ['objected']],
  ['to_accept', ['assigned']],
  ['working', ['accepted', 'under_way', 'returned', 'decomposed', 'suspended']],
  ['to_review', ['reported']],
  ['done', ['closed', 'archived']],
]

/** Rows by the board's columns; merged ones stand in none. Objections have a column only where there are some. */
export const columnsOf = (rows: CommitmentView[]) =>
  board
    .map(([name, states]) => ({ name, rows: rows.filter((r) => states.includes(r.state)) }))
    .filter((c) => c.name !== 'objected' || c.rows.length > 0)

/** What a day expects of a commitment: its end, or the step before it. */
export interface Expected {
  row: CommitmentView
  what: 'due' | NextStep['step']
}
export interface Day {
  iso: string
  inMonth: boolean
  expected: Expected[]
}
/** Weeks from Monday that cover a month ("2026-04"), with what is expected on each day. */
export function monthOf(month: string, rows: CommitmentView[]): Day[][] {
  const first = new Date(`${month}-01T00:00:00Z`)
  const start = new Date(first)
  start.setUTCDate(1 - ((first.getUTCDay() + 6) % 7))
  const days = new Map<string, Expected[]>()
  const expect = (iso: string, row: CommitmentView, what: Expected['what']) =>
    days.set(iso, [...(days.get(iso) ?? []), { row, what }])
  for (const r of rows) {
    if (r.due_date) expect(r.due_date, r, 'due')
    const next = nextStep(r, '')
    if (next) expect(next.day, r, next.step)
  }
  const weeks: Day[][] = []
  for (const day = new Date(start); weeks.length < 6;) {
    const week: Day[] = []
    for (let i = 0; i < 7; i++) {
      const iso = day.toISOString().slice(0, 10)
      week.push({ iso, inMonth: iso.startsWith(month), expected: days.get(iso) ?? [] })
      day.setUTCDate(day.getUTCDate() + 1)
    }
    if (weeks.length > 0 && !week[0]!.inMonth) break
    weeks.push(week)
  }
  return weeks
}

/** The month before or behind. */
export function monthBeside(month: string, by: number): string {
  const d = new Date(`${month}-01T00:00:00Z`)
  d.setUTCMonth(d.getUTCMonth() + by)
  return d.toISOString().slice(0, 7)
}

export interface Branch {
  key: string
  rows: CommitmentView[]
  items: { subject: string; rows: CommitmentView[] }[]
}
/** Commitments by meeting, then by agenda item, in the order they come. */
export function treeOf(rows: CommitmentView[]): Branch[] {
  const meetings = new Map<string, Branch>()
  for (const r of rows) {
    const b = meetings.get(r.meeting_id) ?? { key: r.meeting_id, rows: [], items: [] }
    meetings.set(r.meeting_id, b)
    b.rows.push(r)
    let item = b.items.find((i) => i.subject === r.item_subject)
    if (!item) b.items.push((item = { subject: r.item_subject, rows: [] }))
    item.rows.push(r)
  }
  return [...meetings.values()]
}

export interface NextStep {
  step: 'assign' | 'feedback'
  day: string
  late: boolean
}
/** What is expected before the due date: the assignment, or the next feedback; nothing where the due date comes first. */
export function nextStep(r: CommitmentView, today: string): NextStep | null {
  if (r.state === 'confirmed' && r.assign_by) return { step: 'assign', day: r.assign_by, late: r.assign_by < today }
  const working = ['assigned', 'accepted', 'under_way', 'returned'].includes(r.state)
  if (!working || !r.next_feedback || (r.due_date && r.due_date <= r.next_feedback)) return null
  return { step: 'feedback', day: r.next_feedback, late: r.next_feedback < today }
}

/** How many of each light. */
export const lightsOf = (rows: { light: string }[]): Record<Light, number> => {
  const out = { red: 0, yellow: 0, green: 0, none: 0 }
  for (const r of rows) if (r.light in out) out[r.light as Light]++
  return out
}

/** Today in China, whatever the browser's own zone. */
export const todayInChina = () => new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10)
/** An instant as the screens write it, on China's clock: 2026-12-01 09:30. */
export const timeInChina = (iso: string) => new Date(Date.parse(iso) + 8 * 3600e3).toISOString().slice(0, 16).replace('T', ' ')

/** A meeting as lists name it; a table of tasks already says in its title what it is. */
export function meetingName(m: { date?: string | null; meeting_kind: string; ordinal?: string | null }): string {
  const kind = m.ordinal?.includes(m.meeting_kind) ? '' : m.meeting_kind
  return [m.date, kind, m.ordinal].filter(Boolean).join(' ')
}
