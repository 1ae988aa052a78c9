// Keeps the program itself on the device, so that the form of a visit opens without a network; never answers of the API. Browsers
// run it on https and on localhost only.
/// <reference lib="webworker" />
export {}
declare const self: ServiceWorkerGlobalScope

const shelf = 'luodi-shell'
const isShell = (url: URL) => url.origin === self.location.origin && !url.pathname.startsWith('/api/')

async function fresh(request: Request, path: string): Promise<Response> {
  const kept = await caches.open(shelf)
  try {
    const answer = await fetch(request)
    if (answer.ok) await kept.put(path, answer.clone())
    return answer
  } catch (offline) {
    const old = await kept.match(path)
    if (old) return old
    throw offline
  }
}

/** Files under assets/ bear the hash of what is in them. */
async function once(request: Request, path: string): Promise<Response> {
  return (await (await caches.open(shelf)).match(path)) ?? fresh(request, path)
}

self.addEventListener('install', () => void self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
self.addEventListener('message', (event) => {
  // What the page needed before this worker was there.
  const paths = (event.data as { keep?: string[] }).keep ?? []
  event.waitUntil(
    Promise.all(paths.map((p) => once(new Request(p), new URL(p, self.location.origin).pathname).catch(() => undefined))),
  )
})
self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url)
  if (event.request.method !== 'GET' || !isShell(url)) return
  if (event.request.mode === 'navigate') event.respondWith(fresh(event.request, '/'))
  else if (url.pathname.startsWith('/assets/')) event.respondWith(once(event.request, url.pathname))
})
