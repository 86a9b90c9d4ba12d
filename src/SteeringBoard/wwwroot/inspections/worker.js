// Keeps the inspection form at hand for a phone without a line: this page and what it is drawn with, nothing else of the site.
const kept = 'inspection-form';
const page = '/inspections/new';

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', event => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) return;
  if (url.pathname === page || /^\/(css|js|lib)\/|\.styles\.|\.(css|js|woff2|svg)$/.test(url.pathname)) event.respondWith(fresh(request, url));
});

/** The newest there is; what was kept when there is no line. */
async function fresh(request, url) {
  const cache = await caches.open(kept);
  const key = url.pathname === page ? url.pathname + url.search : request;
  try {
    const answer = await fetch(request);
    // A refusal or a way to sign in is no form.
    if (answer.ok && !answer.redirected) await cache.put(key, answer.clone());
    return answer;
  } catch (error) {
    const before = await cache.match(key, { ignoreVary: true }) ?? (url.pathname === page ? await cache.match(page, { ignoreSearch: true, ignoreVary: true }) : undefined);
    if (before) return before;
    throw error;
  }
}
