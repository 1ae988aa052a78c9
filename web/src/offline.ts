// The program on the device itself: the service worker, and the screens of visits kept before there is no network.

export async function keepOffline() {
  if (!('serviceWorker' in navigator) || !window.isSecureContext || !import.meta.env.PROD) return
  await navigator.serviceWorker.register('/sw.js')
  const ready = await navigator.serviceWorker.ready
  await Promise.all([import('./views/VisitFormView.vue'), import('./views/VisitsView.vue')])
  const needed = performance
    .getEntriesByType('resource')
    .map((e) => e.name)
    .filter((n) => new URL(n).pathname.startsWith('/assets/'))
  ready.active?.postMessage({ keep: ['/', ...needed] })
}
