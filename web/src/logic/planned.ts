// Planned visits as this device saw them last, so that one can be chosen without a network.
import type { Shelf } from './outbox'

export interface Planned {
  visit_id: string
  enterprise_id: string
  name: string
  town: string
  planned_on: string
}

/** An enterprise that the account's unit cultivates: it can be visited without a plan, and without a network. */
export interface Cultivated {
  enterprise_id: string
  name: string
  town: string
}

const key = (account: string) => `luodi.planned.${account}`
const cultivatedKey = (account: string) => `luodi.cultivated.${account}`

function listHere<T>(shelf: Shelf, at: string): T[] {
  try {
    const list: unknown = JSON.parse(shelf.getItem(at) ?? '[]')
    return Array.isArray(list) ? (list as T[]) : []
  } catch {
    return []
  }
}

export const plannedHere = (shelf: Shelf, account: string) => listHere<Planned>(shelf, key(account))
export const cultivatedHere = (shelf: Shelf, account: string) => listHere<Cultivated>(shelf, cultivatedKey(account))

export function keepCultivated(shelf: Shelf, account: string, list: Cultivated[]) {
  const kept = list.map(({ enterprise_id, name, town }) => ({ enterprise_id, name, town }))
  shelf.setItem(cultivatedKey(account), JSON.stringify(kept))
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
