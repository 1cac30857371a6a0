// Shows the offline page in the place of a page that cannot be reached. Nothing personal is kept: only that page and the
// build's own static files, whose names change with their contents.
const KEPT = 'stoa-offline-1';
const PAGE = '/offline';

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(KEPT)
      .then(async (cache) => {
        const page = await fetch(PAGE, { credentials: 'omit' });
        if (!page.ok) throw new Error('no offline page');
        const files = [...(await page.clone().text()).matchAll(/"(\/_next\/static\/[^"\\]+\.(?:css|js|woff2))"/g)];
        await cache.put(PAGE, page);
        await Promise.allSettled([...new Set(files.map((found) => found[1]))].map((file) => cache.add(file)));
      })
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const address = new URL(event.request.url);
  if (event.request.mode === 'navigate')
    event.respondWith(fetch(event.request).catch(async () => (await caches.match(PAGE)) ?? Response.error()));
  else if (address.origin === self.location.origin && address.pathname.startsWith('/_next/static/'))
    event.respondWith(fetch(event.request).catch(async () => (await caches.match(event.request)) ?? Response.error()));
});
