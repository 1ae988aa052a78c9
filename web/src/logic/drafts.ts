// Unit and date typed on a requirement that is not confirmed yet: kept in this tab, so that leaving the page, or reading it
// again, loses nothing. A draft belongs to what was proposed when it was typed; another proposal makes it void.
export interface Draft {
  unit: string
  due: string
}
const keyOf = (directiveId: string) => `luodi.draft.${directiveId}`
type Kept = Draft & { of: Draft }
type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
/** Asked for inside a try: a browser that keeps nothing throws when it is only looked at. */
const own = (): Store => sessionStorage
const same = (a: Draft, b: Draft) => a.unit === b.unit && a.due === b.due

/** Keeps what is typed; what equals the proposal needs no keeping. A full or closed storage keeps nothing and says nothing. */
export function keepDraft(directiveId: string, typed: Draft, proposed: Draft, at: () => Store = own) {
  try {
    const store = at()
    if (same(typed, proposed)) store.removeItem(keyOf(directiveId))
    else store.setItem(keyOf(directiveId), JSON.stringify({ ...typed, of: proposed } satisfies Kept))
  } catch {
    // Nothing is lost but the draft.
  }
}

/** What was typed on this requirement while the same was proposed. */
export function draftOf(directiveId: string, proposed: Draft, at: () => Store = own): Draft | undefined {
  try {
    const kept = JSON.parse(at().getItem(keyOf(directiveId)) ?? 'null') as Kept | null
    return kept && same(kept.of, proposed) ? { unit: String(kept.unit), due: String(kept.due) } : undefined
  } catch {
    return undefined
  }
}

/** Forgets what was typed on a requirement that is dealt with. */
export function dropDraft(directiveId: string, at: () => Store = own) {
  try {
    at().removeItem(keyOf(directiveId))
  } catch {
    // There is none.
  }
}
