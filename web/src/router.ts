// Screens and their paths. Without a login every screen leads to the login, and back to where one wanted to go.
import { createRouter, createWebHistory } from 'vue-router'
import { session } from './session'

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', redirect: '/meetings' },
    { path: '/setup', component: () => import('./views/SetupView.vue'), meta: { open: true } },
    { path: '/login', component: () => import('./views/LoginView.vue'), meta: { open: true } },
    { path: '/meetings', component: () => import('./views/MeetingsView.vue') },
    { path: '/meetings/:id', component: () => import('./views/MeetingView.vue'), props: true },
    { path: '/commitments', component: () => import('./views/CommitmentsView.vue') },
    { path: '/data', component: () => import('./views/DataView.vue') },
    { path: '/:rest(.*)', redirect: '/meetings' },
  ],
})

router.beforeEach(async (to) => {
  if (!session.state.known) await session.refresh().catch(() => undefined)
  if (to.meta.open === true || session.state.account !== null) return true
  return { path: '/login', query: { to: to.fullPath } }
})
