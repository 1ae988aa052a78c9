// Single matters (notes, requests) are seen by their own unit through its commitment; the page that gathers them is the desk's.
import { useQuery } from '@tanstack/vue-query'
import { api } from '../api/client'
import { session } from '../session'

/** Whether a commitment's paper has a page that this account may open, by the kind of its meeting. */
export function usePaperPages() {
  const rules = useQuery({ queryKey: ['rules'], queryFn: api.rules })
  return (meetingKind: string) => {
    const ofUnit = ['clerk', 'unit_lead'].includes(session.state.account?.role ?? '')
    return !ofUnit || !rules.data.value?.single_matters.includes(meetingKind)
  }
}
