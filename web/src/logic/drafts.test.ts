import { describe, expect, it } from 'vitest'
import { draftOf, dropDraft, keepDraft } from './drafts'

const store = () => {
  const kept = new Map<string, string>()
  return {
    getItem: (k: string) => kept.get(k) ?? null,
    setItem: (k: string, v: string) => void kept.set(k, v),
    removeItem: (k: string) => void kept.delete(k),
    kept,
  }
}
const proposed = { unit: '县发改局', due: '2026-03-31' }
const typed = { unit: '县统计局', due: '2026-04-30' }

describe('drafts', () => {
  it('come back while the same is proposed', () => {
    const s = store()
    keepDraft('D1', typed, proposed, () => s)
    expect(draftOf('D1', proposed, () => s)).toEqual(typed)
    expect(draftOf('D2', proposed, () => s)).toBeUndefined()
    expect(draftOf('D1', { ...proposed, due: '' }, () => s)).toBeUndefined()
  })
  it('are not kept where nothing differs, and go when they are done with', () => {
    const s = store()
    keepDraft('D1', typed, proposed, () => s)
    keepDraft('D1', proposed, proposed, () => s)
    expect(s.kept.size).toBe(0)
    keepDraft('D1', typed, proposed, () => s)
    dropDraft('D1', () => s)
    expect(s.kept.size).toBe(0)
  })
  it('survive a storage that is closed or holds nonsense', () => {
    const closed = {
      ...store(),
      setItem: () => {
        throw new Error('full')
      },
      getItem: () => '{',
    }
    keepDraft('D1', typed, proposed, () => closed)
    expect(draftOf('D1', proposed, () => closed)).toBeUndefined()
    // Here there is no sessionStorage at all, as in a browser that keeps nothing: to name it throws.
    expect(() => sessionStorage).toThrow()
    expect(() => keepDraft('D1', typed, proposed)).not.toThrow()
    expect(draftOf('D1', proposed)).toBeUndefined()
    expect(() => dropDraft('D1')).not.toThrow()
  })
})
