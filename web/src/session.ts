// Who is logged in, and what the state of the program is; one small reactive store.
import { computed, reactive } from 'vue'
import { api, type AccountView } from './api/client'

const state = reactive<{ account: AccountView | null; needsSetup: boolean; known: boolean }>({ account: null, needsSetup: false, known: false })

export const session = {
  state,
  /** Papers and the supervision desk. */
  mayAct: computed(() => state.account?.role === 'administrator' || state.account?.role === 'supervision'),
  /** Registers, enterprises, pairs: every bureau's clerk, and the desk. */
  mayKeepRegisters: computed(() => ['clerk', 'unit_lead', 'supervision', 'administrator'].includes(state.account?.role ?? '')),
  isAdministrator: computed(() => state.account?.role === 'administrator'),
  async refresh() {
    const s = await api.state()
    state.account = s.account
    state.needsSetup = s.needs_setup
    state.known = true
  },
  entered(account: AccountView) {
    state.account = account
    state.needsSetup = false
  },
  async leave() {
    await api.logout()
    state.account = null
  },
}
