// The one outbox of this device, sent when the network comes back and when the program is opened.
import { reactive } from 'vue'
import { api, ApiError, type VisitForm } from './api/client'
import { wordsFor } from './i18n'
import { Outbox, type Kept } from './logic/outbox'
import { session } from './session'

/** Why the last attempt sent nothing: no network, or a session that ended. */
const state = reactive<{ waiting: Kept<VisitForm>[]; loggedOut: boolean }>({ waiting: [], loggedOut: false })

const account = () => session.state.account?.account_id ?? ''
const box = new Outbox<VisitForm>(localStorage, async (form, of) => {
  // Another account is here by now: its session must not send this.
  if (of !== account()) return { state: 'waiting' }
  try {
    await api.recordVisit(form)
    state.loggedOut = false
    return { state: 'sent' }
  } catch (e) {
    // No network, a server that is busy, or a session that ended: the record itself is not at fault.
    state.loggedOut = e instanceof ApiError && e.status === 401
    if (!(e instanceof ApiError) || e.status === 0 || e.status >= 500 || e.status === 401 || e.status === 429)
      return { state: 'waiting' }
    return { state: 'refused', why: wordsFor(e) }
  }
})

const look = () => (state.waiting = box.of(account()))

export const outbox = {
  state,
  look,
  /** Keeps a record and tries to send it: sent, or what is kept of it. */
  async put(form: VisitForm): Promise<Kept<VisitForm> | null> {
    box.keep(account(), form, new Date().toISOString())
    await outbox.flush()
    return state.waiting.find((k) => k.form.client_id === form.client_id) ?? null
  },
  kept: (client_id: string) => box.of(account()).find((k) => k.form.client_id === client_id) ?? null,
  async flush(): Promise<number> {
    const sent = account() === '' ? 0 : await box.flush(account())
    look()
    return sent
  },
  drop(client_id: string) {
    box.drop(client_id)
    look()
  },
}
window.addEventListener('online', () => void outbox.flush())
