// Keeps one whole build for when there is no network. A page comes from the network first, so that a new deployment is seen at
// once; what a page loads has names that change with the content, so that two builds never mix, and stays until no page of
// its build is open. Pages inside other pages are left alone. The build writes the list (xtask, `hash`).
const FILES = ["./"];
const OURS = `unit-variance ${registration.scope} `;
const BUILD = OURS + "build";

addEventListener("install", (event) => event.waitUntil(caches.open(BUILD).then((cache) => cache.addAll(FILES))));

addEventListener("activate", (event) => event.waitUntil((async () => {
  const old = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== BUILD);
  await Promise.all(old.map((name) => caches.delete(name)));
  await clients.claim();
})()));

const kept = (request) => caches.match(request, { cacheName: BUILD });

addEventListener("fetch", (event) => {
  const { request } = event, { href, search } = new URL(request.url);
  if (request.method !== "GET" || request.destination === "iframe" || !href.startsWith(registration.scope)) return;
  if (request.mode !== "navigate") {
    event.respondWith(kept(request).then((found) => found || fetch(request)));
    return;
  }
  const name = href.slice(registration.scope.length).replace(/#.*/, "").replace(search, "");
  if (name === "" || name === "index.html") {
    event.respondWith(fetch(request).catch(async (error) => (await kept("./")) || Promise.reject(error)));
  }
});
