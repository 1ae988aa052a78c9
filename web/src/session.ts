// Who is logged in, and what the state of the program is; one small reactive store.
import { computed, reactive } from 'vue'
import { api, ApiError, whenSignedOut, type AccountView } from './api/client'

/** ended: why the server knows this session no more (access.no_session, access.idle), empty while it does. */
const state = reactive<{ account: AccountView | null; needsSetup: boolean; known: boolean; ended: string }>({
  account: null,
  needsSetup: false,
  known: false,
  ended: '',
})
whenSignedOut((reason) => {
  if (state.account !== null) state.ended = reason
})

/** Who was logged in on this device last: names and rights to show, no secret; the server asks for the session itself. */
const key = 'luodi.account'
function remember(account: AccountView | null) {
  if (account === null) localStorage.removeItem(key)
  else localStorage.setItem(key, JSON.stringify(account))
}
function remembered(): AccountView | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as AccountView | null
  } catch {
    return null
  }
}

export const session = {
  state,
  /** Papers and the supervision desk. */
  mayAct: computed(() => state.account?.role === 'administrator' || state.account?.role === 'supervision'),
  /** Registers, enterprises, pairs: every bureau's clerk, and the desk. */
  mayKeepRegisters: computed(() => ['clerk', 'unit_lead', 'supervision', 'administrator'].includes(state.account?.role ?? '')),
  /** What is told of single units (candidates, dossiers, visits) is not for mere viewers. */
  isInsider: computed(() => state.account !== null && state.account.role !== 'viewer'),
  /** A bureau's or a town's own account. */
  isOfUnit: computed(() => ['clerk', 'unit_lead'].includes(state.account?.role ?? '')),
  isAdministrator: computed(() => state.account?.role === 'administrator'),
  async refresh() {
    try {
      const s = await api.state()
      state.account = s.account
      state.needsSetup = s.needs_setup
      remember(s.account)
    } catch (e) {
      // Without a network the program shows what this device had: records of visits can be written, nothing else is answered.
      if (!(e instanceof ApiError) || e.status !== 0) throw e
      state.account = remembered()
      if (state.account === null) throw e
    }
    state.known = true
  },
  entered(account: AccountView) {
    state.account = account
    state.needsSetup = false
    state.ended = ''
    remember(account)
  },
  /** Another account logs in here next. */
  forget() {
    state.account = null
    state.ended = ''
    remember(null)
  },
  async leave() {
    await api.logout()
    session.forget()
    // What was planned is not the next one's to see; records that wait stay until they are sent.
    for (const k of Object.keys(localStorage)) if (k.startsWith('luodi.planned.')) localStorage.removeItem(k)
  },
}
