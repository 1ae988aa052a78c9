import { describe, expect, it } from 'vitest'
import { formNumber, Outbox, type Outcome } from './outbox'

const shelf = () => {
  const kept = new Map<string, string>()
  return { getItem: (k: string) => kept.get(k) ?? null, setItem: (k: string, v: string) => void kept.set(k, v) }
}
const form = (client_id: string) => ({ client_id, record: '走访' })

describe('the outbox of visits', () => {
  it('keeps what finds no network and sends it once there is one, in order', async () => {
    let online = false
    const sent: string[] = []
    const box = new Outbox<{ client_id: string; record: string }>(shelf(), async (f): Promise<Outcome> => {
      if (!online) return { state: 'waiting' }
      sent.push(f.client_id)
      return { state: 'sent' }
    })
    box.keep('tong', form('a'), '1')
    box.keep('tong', form('b'), '2')
    expect(await box.flush('tong')).toBe(0)
    expect(box.of('tong').map((k) => k.form.client_id)).toEqual(['a', 'b'])
    online = true
    expect(await box.flush('tong')).toBe(2)
    expect(sent).toEqual(['a', 'b'])
    expect(box.of('tong')).toEqual([])
  })
  it('keeps the words of a refusal and goes on with the next', async () => {
    const box = new Outbox<{ client_id: string; record: string }>(shelf(), async (f): Promise<Outcome> =>
      f.client_id === 'a' ? { state: 'refused', why: '没有这次走访' } : { state: 'sent' },
    )
    box.keep('tong', form('a'), '1')
    box.keep('tong', form('b'), '2')
    expect(await box.flush('tong')).toBe(1)
    expect(box.of('tong')).toEqual([{ account: 'tong', form: form('a'), at: '1', why: '没有这次走访' }])
    expect(await box.flush('tong')).toBe(0) // what was refused waits for a person
    box.keep('tong', { ...form('a'), record: '改' }, '3')
    expect(box.of('tong')[0]!.why).toBeUndefined()
  })
  it('is not another account’s, keeps a corrected form once, and survives a broken shelf', async () => {
    const s = shelf()
    const box = new Outbox<{ client_id: string; record: string }>(s, async () => ({ state: 'sent' }))
    box.keep('tong', form('a'), '1')
    box.keep('tong', { ...form('a'), record: '改' }, '2')
    expect(box.of('tong').map((k) => k.form.record)).toEqual(['改'])
    expect(box.of('mayor')).toEqual([])
    expect(await box.flush('mayor')).toBe(0)
    s.setItem('luodi.visits', 'not json')
    expect(box.of('tong')).toEqual([])
  })
  it('does not send twice when asked twice at once, and sends what was kept meanwhile', async () => {
    let calls = 0
    const box = new Outbox<{ client_id: string; record: string }>(shelf(), async () => {
      calls++
      await Promise.resolve()
      return { state: 'sent' }
    })
    box.keep('tong', form('a'), '1')
    const first = box.flush('tong')
    box.keep('tong', form('b'), '2')
    await Promise.all([first, box.flush('tong')])
    expect(calls).toBe(2)
    expect(box.of('tong')).toEqual([])
  })
  it('leaves another account’s records to it, whoever asks meanwhile', async () => {
    const sent: string[] = []
    let here = 'tong'
    const box = new Outbox<{ client_id: string; record: string }>(shelf(), async (f, account) => {
      await Promise.resolve()
      if (account !== here) return { state: 'waiting' }
      sent.push(`${account} ${f.client_id}`)
      return { state: 'sent' }
    })
    box.keep('tong', form('a'), '1')
    box.keep('mayor', form('b'), '2')
    const first = box.flush('tong')
    here = 'mayor'
    await Promise.all([first, box.flush('mayor')])
    expect(sent).toEqual(['mayor b'])
    expect(box.of('tong').length).toBe(1)
  })
  it('numbers forms', () => expect(formNumber((b) => b.fill(10))).toBe('0a'.repeat(16)))
})
