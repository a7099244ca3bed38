// Keeps the verify page for visits without a network. Lists are not kept here:
// the page keeps those it has verified, under the name "egovkit-lists".

const PAGE = "egovkit-page";

self.addEventListener("install", (event) => {
  const folder = new URL("./", self.location.href).href;
  event.waitUntil(caches.open(PAGE).then((cache) => cache.add(folder)).catch(() => {}));
  self.skipWaiting();
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// The request of a navigation may carry the fragment, which is the seal: it is
// cut off before anything is stored or sent on.
async function page(request) {
  const address = request.url.split("#")[0];
  const cache = await caches.open(PAGE);
  try {
    const fresh = await fetch(address, { cache: "no-cache", redirect: "follow" });
    if (fresh.ok && !fresh.redirected) await cache.put(address, fresh.clone());
    return fresh;
  } catch (offline) {
    const kept = await cache.match(address) || await cache.match(new URL("./", address).href);
    if (kept) return kept;
    throw offline;
  }
}

self.addEventListener("fetch", (event) => {
  if (event.request.mode === "navigate") event.respondWith(page(event.request));
});
