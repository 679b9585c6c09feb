// Keeps one whole build for when there is no network. A page comes from the network first, so that a new deployment is seen at
// once; what a page loads has names that change with the content, so that two builds never mix, and stays until no page of
// its build is open. Pages inside other pages are left alone. The build writes the lists (xtask, `hash`).
const PAGES = ["./"];
const FILES = ["files"];
const OURS = `unit-variance ${registration.scope} `;
const BUILD = OURS + "build";

// Which of the lesson's pages an address opens, one a language; undefined for any other address.
function page(href) {
  const name = href.slice(registration.scope.length).replace(/[?#].*/, "").replace(/index\.html$/, "") || "./";
  return href.startsWith(registration.scope) ? PAGES.find((one) => one === name) : undefined;
}

const kept = (request) => caches.match(request, { cacheName: BUILD });

// Of the pages those that are open: few readers want two languages.
addEventListener("install", (event) => event.waitUntil((async () => {
  const open = await clients.matchAll({ includeUncontrolled: true, type: "window" });
  const pages = PAGES.filter((one) => open.some((client) => page(client.url) === one));
  const cache = await caches.open(BUILD);
  await cache.addAll([...pages, ...FILES]);
})()));

addEventListener("activate", (event) => event.waitUntil((async () => {
  const old = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== BUILD);
  await Promise.all(old.map((name) => caches.delete(name)));
  await clients.claim();
})()));

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || request.destination === "iframe" || !request.url.startsWith(registration.scope)) return;
  if (request.mode !== "navigate") {
    event.respondWith(kept(request).then((found) => found || fetch(request)));
    return;
  }
  const name = page(request.url);
  if (!name) return;
  const fetched = fetch(request);
  event.respondWith(fetched.catch(async (error) => (await kept(name)) || Promise.reject(error)));
  event.waitUntil(keep(name, fetched).catch(() => {}));
});

// A page that the reader came to later, in another language.
async function keep(name, fetched) {
  const response = (await fetched).clone();
  if (response.ok && !(await kept(name))) await (await caches.open(BUILD)).put(name, response);
}
