// Keeps the inspection form at hand for a phone without a line: this page and what it is drawn with, nothing else of the site.
const kept = 'inspection-form';
const page = '/inspections/new';

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', event => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) return;
  if (url.pathname === page || /^\/(css|js|lib)\/|\.styles\.|\.(css|js|woff2|svg)$/.test(url.pathname)) event.respondWith(fresh(event, url));
});

/** The newest there is; what was kept when there is no line. */
async function fresh(event, url) {
  const key = url.pathname === page ? url.pathname + url.search : event.request;
  try {
    const answer = await fetch(event.request);
    // A refusal or a way to sign in is no form. A full phone keeps nothing, and shows what it has got all the same.
    if (answer.ok && !answer.redirected) event.waitUntil(keep(key, url, answer.clone()).catch(() => {}));
    return answer;
  } catch (error) {
    const cache = await caches.open(kept);
    const before = await cache.match(key, { ignoreVary: true }) ?? (url.pathname === page ? await cache.match(page, { ignoreSearch: true, ignoreVary: true }) : undefined);
    if (before) return before;
    throw error;
  }
}

/** Keeps an answer, in the place of older states of the same file: js/a.0123456789.js is the file js/a.js. */
async function keep(key, url, answer) {
  const cache = await caches.open(kept);
  await cache.put(key, answer);
  const file = plain(url.pathname);
  if (file === url.pathname) return;
  for (const other of await cache.keys()) {
    const path = new URL(other.url).pathname;
    if (path !== url.pathname && plain(path) === file) await cache.delete(other);
  }
}

function plain(path) {
  return path.replace(/\.[0-9a-z]{10}(\.[0-9a-z]+)$/, '$1');
}
