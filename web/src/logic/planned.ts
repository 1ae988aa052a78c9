// Planned visits as this device saw them last, so that one can be chosen without a network.
import type { Shelf } from './outbox'

export interface Planned {
  visit_id: string
  enterprise_id: string
  name: string
  town: string
  planned_on: string
}

const key = (account: string) => `luodi.planned.${account}`

export function plannedHere(shelf: Shelf, account: string): Planned[] {
  try {
    const list: unknown = JSON.parse(shelf.getItem(key(account)) ?? '[]')
    return Array.isArray(list) ? (list as Planned[]) : []
  } catch {
    return []
  }
}

export function keepPlanned(shelf: Shelf, account: string, visits: Planned[]) {
  shelf.setItem(
    key(account),
    JSON.stringify(
      visits.map(({ visit_id, enterprise_id, name, town, planned_on }) => ({
        visit_id,
        enterprise_id,
        name,
        town,
        planned_on,
      })),
    ),
  )
}
