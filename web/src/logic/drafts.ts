// Unit and date typed on a requirement that is not confirmed yet: kept in this tab, so that leaving the page, or reading it
// again, loses nothing. A draft belongs to what was proposed when it was typed; another proposal makes it void.
export interface Draft {
  unit: string
  due: string
}
const keyOf = (directiveId: string) => `luodi.draft.${directiveId}`
type Kept = Draft & { of: Draft }
type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
const same = (a: Draft, b: Draft) => a.unit === b.unit && a.due === b.due

/** Keeps what is typed; what equals the proposal needs no keeping. A full or closed storage keeps nothing and says nothing. */
export function keepDraft(directiveId: string, typed: Draft, proposed: Draft, store: Store = sessionStorage) {
  try {
    if (same(typed, proposed)) store.removeItem(keyOf(directiveId))
    else store.setItem(keyOf(directiveId), JSON.stringify({ ...typed, of: proposed } satisfies Kept))
  } catch {
    // Nothing is lost but the draft.
  }
}

/** What was typed on this requirement while the same was proposed. */
export function draftOf(directiveId: string, proposed: Draft, store: Store = sessionStorage): Draft | undefined {
  try {
    const kept = JSON.parse(store.getItem(keyOf(directiveId)) ?? 'null') as Kept | null
    return kept && same(kept.of, proposed) ? { unit: String(kept.unit), due: String(kept.due) } : undefined
  } catch {
    return undefined
  }
}

export const dropDraft = (directiveId: string, store: Store = sessionStorage) => store.removeItem(keyOf(directiveId))
