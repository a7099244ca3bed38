// Keeps the verify page, and no other page of its host, for visits without a
// network. Its scope is the page's own address. Lists are not kept here: the page
// keeps those it has verified, under the name "egovkit-lists".

const PAGE = "egovkit-page";
const address = self.registration.scope;
const isPage = (url) => new URL(url).pathname === new URL(address).pathname;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(PAGE).then((cache) => cache.add(address)).catch(() => {}));
  self.skipWaiting();
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// The request of a navigation may carry the fragment, which is the seal: only the
// page's bare address is asked for and stored.
async function page() {
  const cache = await caches.open(PAGE);
  try {
    const fresh = await fetch(address, { cache: "no-cache" });
    if (fresh.ok && !fresh.redirected) await cache.put(address, fresh.clone());
    return fresh;
  } catch (offline) {
    const kept = await cache.match(address);
    if (kept) return kept;
    throw offline;
  }
}

self.addEventListener("fetch", (event) => {
  const { mode, url } = event.request;
  if (mode === "navigate" && isPage(url)) event.respondWith(page());
});
