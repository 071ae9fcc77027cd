/**
 * The service worker: it keeps one version of the site for use without a network. `offline.ts` puts the manifest in and writes it as
 * `sw.js`. It takes GET requests of its own site only and sends none that a page did not make, but for the files of its own manifest.
 */
const { version, files } = MANIFEST;
const PREFIX = `sotsu ${registration.scope} `;
const CACHE = PREFIX + version;
/** Milliseconds that a page waits for the network: a firewall that drops packets never answers. */
const PATIENCE = 4000;
const at = (path) => new URL(path, registration.scope).href;

addEventListener('install', (event) => {
  event.waitUntil(keep());
});
addEventListener('activate', (event) => {
  event.waitUntil(forgetOthers().then(() => clients.claim()));
});
addEventListener('message', ({ data }) => {
  // an open report may still load parts of the version that it was made by
  if (data === 'take over')
    void navigator.locks.request('sotsu report', { ifAvailable: true }, (lock) => lock && skipWaiting());
});
addEventListener('fetch', (event) => {
  const { method, url } = event.request;
  if (method !== 'GET' || !url.startsWith(registration.scope)) return;
  // addresses that name their version never change; all else is asked of the network first, so that nothing old keeps judging
  event.respondWith(/\/_astro\/|\?v=/u.test(url) ? fixed(event.request) : newest(event.request));
});

/** Each file is the one that this worker was built with, or none is kept. */
async function keep() {
  const cache = await caches.open(CACHE);
  await cache.addAll(files.map(([path, integrity]) => new Request(at(path), { integrity, cache: 'no-cache' })));
}

async function forgetOthers() {
  const others = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(others.map((name) => caches.delete(name)));
}

const kept = (url) => caches.match(url, { cacheName: CACHE });

async function fixed(request) {
  return (await kept(request.url)) ?? fetch(request);
}

async function newest(request) {
  const fresh = fetch(request);
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  const answer = await Promise.race([fresh, late]).catch(() => undefined);
  return answer ?? (await kept(request.url)) ?? (await page(request)) ?? fresh;
}

/** A page of this version, with the headers that the host sent for its pages. */
async function page({ mode, url }) {
  const pack = mode === 'navigate' ? await kept(at('pages.json')) : undefined;
  if (pack === undefined) return undefined;
  const headers = new Headers(pack.headers);
  headers.set('content-type', 'text/html; charset=utf-8');
  for (const name of ['content-encoding', 'content-length', 'etag']) headers.delete(name);
  const path = new URL(url).pathname.slice(new URL(registration.scope).pathname.length).replace(/index\.html$/u, '');
  const pages = await pack.json();
  const html = pages[path] ?? pages[`${path}/`];
  return new Response(html ?? pages['404.html'], { status: html === undefined ? 404 : 200, headers });
}
