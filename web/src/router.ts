// Screens and their paths. Without a login every screen leads to the login, and back to where one wanted to go.
import { createRouter, createWebHistory } from 'vue-router'
import { i18n } from './i18n'
import { session } from './session'

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', redirect: '/today' },
    { path: '/today', component: () => import('./views/TodayView.vue') },
    { path: '/setup', component: () => import('./views/SetupView.vue'), meta: { open: true } },
    { path: '/login', component: () => import('./views/LoginView.vue'), meta: { open: true } },
    { path: '/meetings', component: () => import('./views/MeetingsView.vue') },
    { path: '/meetings/:id', component: () => import('./views/MeetingView.vue'), props: true },
    { path: '/commitments', component: () => import('./views/CommitmentsView.vue') },
    { path: '/commitments/:id', component: () => import('./views/StoryView.vue'), props: true },
    { path: '/notices', component: () => import('./views/NoticesView.vue') },
    { path: '/library', component: () => import('./views/LibraryView.vue') },
    { path: '/enterprises', component: () => import('./views/EnterprisesView.vue') },
    { path: '/enterprises/review', component: () => import('./views/ReviewView.vue') },
    { path: '/enterprises/registers', component: () => import('./views/RegistersView.vue') },
    { path: '/enterprises/:id', component: () => import('./views/EnterpriseView.vue'), props: true },
    { path: '/cultivation', component: () => import('./views/CandidatesView.vue') },
    { path: '/cultivation/dossiers', component: () => import('./views/DossiersView.vue') },
    { path: '/cultivation/dossiers/:id', component: () => import('./views/DossierView.vue'), props: true },
    { path: '/cultivation/visits', component: () => import('./views/VisitsView.vue') },
    { path: '/cultivation/visits/new', component: () => import('./views/VisitFormView.vue') },
    { path: '/cultivation/numbers', component: () => import('./views/MembersView.vue') },
    { path: '/cultivation/calendar', component: () => import('./views/WindowsView.vue') },
    { path: '/cultivation/rules', component: () => import('./views/CultivationRulesView.vue') },
    { path: '/cultivation/:id', component: () => import('./views/CandidateView.vue'), props: true },
    { path: '/tables', component: () => import('./views/TablesView.vue') },
    { path: '/data', component: () => import('./views/DataView.vue') },
    { path: '/:rest(.*)', redirect: '/today' },
  ],
})

const titles: Record<string, string> = {
  today: 'nav.today',
  meetings: 'nav.meetings',
  commitments: 'nav.commitments',
  enterprises: 'nav.enterprises',
  cultivation: 'nav.cultivation',
  notices: 'nav.notices',
  library: 'nav.library',
  tables: 'nav.tables',
  data: 'nav.data',
  login: 'login.title',
  setup: 'setup.title',
}
router.afterEach((to) => {
  const key = titles[to.path.split('/')[1] ?? '']
  document.title = `${key ? `${i18n.global.t(key)} · ` : ''}${i18n.global.t('app.name')}`
})

router.beforeEach(async (to) => {
  if (!session.state.known) await session.refresh().catch(() => undefined)
  if (to.path === '/cultivation' && session.state.account !== null && !session.isInsider.value)
    return { path: '/cultivation/numbers' }
  if (to.meta.open === true || session.state.account !== null) return true
  return { path: '/login', query: { to: to.fullPath } }
})
