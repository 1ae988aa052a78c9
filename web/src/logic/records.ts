// Records that a report may point to: how each kind is found, and the page it has.
import { api } from '../api/client'
import { meetingName } from './commitments'

export type RecordKind = 'commitment' | 'meeting' | 'document' | 'enterprise'
export interface FoundRecord {
  kind: string
  id: string
  title: string
}

const most = 8 // found ones that are shown

export const recordPath = (r: { kind: string; id: string }) =>
  r.kind === 'document'
    ? '/library'
    : `/${r.kind === 'commitment' ? 'commitments' : r.kind === 'meeting' ? 'meetings' : 'enterprises'}/${r.id}`

const matching = (words: string, list: FoundRecord[]) => list.filter((r) => r.title.includes(words)).slice(0, most)

/** Records of a kind whose name or number holds the words, as far as this account sees them. */
export async function findRecords(kind: RecordKind, words: string): Promise<FoundRecord[]> {
  if (kind === 'enterprise')
    return (await api.enterprises({ words, limit: most })).enterprises.map((e) => ({
      kind,
      id: e.enterprise_id,
      title: e.name,
    }))
  if (kind === 'commitment')
    return (await api.commitments({ words, limit: most })).commitments.map((c) => ({
      kind,
      id: c.commitment_id,
      title: `${c.commitment_id} ${c.text}`,
    }))
  if (kind === 'meeting')
    return matching(
      words,
      (await api.meetings()).meetings.map((m) => ({
        kind,
        id: m.meeting_id,
        title: meetingName(m),
      })),
    )
  return matching(
    words,
    (await api.documents()).documents.map((d) => ({ kind, id: d.document_id, title: d.title })),
  )
}
