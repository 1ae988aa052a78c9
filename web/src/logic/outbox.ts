// 走访记录 that wait for a network: kept on the device, sent in order, each under its own number, so that what is sent twice is one.
// Records belong to the account that wrote them; another account on the same device neither sees nor sends them.

export interface Kept<Form> {
  account: string
  form: Form
  at: string
  why?: string
}
export interface Shelf {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
}
/** sent: the server has it. waiting: no network, try later. refused: the server says why; a person mends or deletes it. */
export type Outcome = { state: 'sent' } | { state: 'waiting' } | { state: 'refused'; why: string }

const key = 'luodi.visits'

export class Outbox<Form extends { client_id: string }> {
  private sending = false
  private next: string | null = null
  constructor(
    private readonly shelf: Shelf,
    private readonly send: (form: Form, account: string) => Promise<Outcome>,
  ) {}

  private all(): Kept<Form>[] {
    try {
      const list: unknown = JSON.parse(this.shelf.getItem(key) ?? '[]')
      return Array.isArray(list) ? (list as Kept<Form>[]) : []
    } catch {
      return []
    }
  }
  private put(list: Kept<Form>[]) {
    this.shelf.setItem(key, JSON.stringify(list))
  }

  of(account: string): Kept<Form>[] {
    return this.all().filter((k) => k.account === account)
  }
  /** Kept before it is sent: a page that is closed meanwhile loses nothing. */
  keep(account: string, form: Form, at: string) {
    this.put([...this.all().filter((k) => k.form.client_id !== form.client_id), { account, form, at }])
  }
  drop(client_id: string) {
    this.put(this.all().filter((k) => k.form.client_id !== client_id))
  }
  /** Sends what waits, the oldest first; stops at the first that finds no network. Gives the number sent. */
  async flush(account: string): Promise<number> {
    if (this.sending) {
      this.next = account
      return 0
    }
    this.sending = true
    let sent = 0
    try {
      for (const k of this.of(account).filter((x) => x.why === undefined)) {
        const outcome = await this.send(k.form, account)
        if (outcome.state === 'waiting') break
        if (outcome.state === 'sent') {
          this.drop(k.form.client_id)
          sent++
        } else {
          this.put(this.all().map((x) => (x.form.client_id === k.form.client_id ? { ...x, why: outcome.why } : x)))
        }
      }
    } finally {
      this.sending = false
    }
    // What was kept meanwhile, or what the account that is here now has.
    const next = this.next
    this.next = null
    if (next !== null) sent += await this.flush(next)
    return sent
  }
}

/** A number for a form that no other form has. */
export function formNumber(random: (bytes: Uint8Array) => Uint8Array): string {
  return [...random(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, '0')).join('')
}
