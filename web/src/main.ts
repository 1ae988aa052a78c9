// Entry: Vue, languages, router, server state.
import { VueQueryPlugin } from '@tanstack/vue-query'
import 'element-plus/theme-chalk/base.css'
import 'element-plus/theme-chalk/el-dialog.css'
import 'element-plus/theme-chalk/el-overlay.css'
import 'element-plus/theme-chalk/el-message.css'
import 'element-plus/theme-chalk/el-message-box.css'
import 'element-plus/theme-chalk/el-input.css'
import 'element-plus/theme-chalk/el-button.css'
import 'element-plus/theme-chalk/el-icon.css'
import 'element-plus/theme-chalk/el-badge.css'
import { createApp } from 'vue'
import App from './App.vue'
import { i18n } from './i18n'
import { keepOffline } from './offline'
import { router } from './router'
import './styles/main.css'
import './styles/supervision.css'
import './styles/enterprises.css'
import './styles/cultivation.css'
import './styles/dossiers.css'

createApp(App)
  .use(i18n)
  .use(router)
  .use(VueQueryPlugin, { queryClientConfig: { defaultOptions: { queries: { retry: false, staleTime: 5000 } } } })
  .mount('#app')

void keepOffline()
