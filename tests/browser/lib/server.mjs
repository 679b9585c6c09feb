// Plain static servers, as the cheapest host would be: one serves the built page under a sub-path, another one (another
// port, so another origin) serves pages that a test writes itself.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = resolve(fileURLToPath(new URL("../../../", import.meta.url)));
export const DIST = process.env.DIST ? resolve(process.env.DIST) : join(ROOT, "dist");
export const RESULTS = join(ROOT, "test-results");
const PREFIX = "/sub/path/";

const TYPES = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css",
  ".wasm": "application/wasm", ".svg": "image/svg+xml", ".json": "application/json", ".png": "image/png", ".ts": "text/plain",
};

// Starts `answer` on a free port of the loopback; resolves to { origin, close }.
function listen(answer) {
  const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
      response.writeHead(500);
      response.end(String(error));
    });
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done({
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () => new Promise((closed) => { server.close(closed); server.closeAllConnections(); }),
  })));
}

// Serves the built page, or another folder, under /sub/path/, to scripts of any origin. `faults` is a map from a part of a file's name to a status,
// or to headers that take the usual ones' place: tests break loads with it. `ears` is a script that runs before the page's own.
export async function serveDist(faults = new Map(), folder = DIST, ears = "") {
  const server = await listen(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
    const fault = [...faults].find(([part]) => path.includes(part));
    const file = normalize(join(folder, path.slice(PREFIX.length) || "index.html"));
    const status = Number(fault?.[1]);
    const heard = ears && path === `${PREFIX}ears.js`;
    let body = path.startsWith(PREFIX) && file.startsWith(folder) && !status ? await readFile(heard ? join(folder, "index.html") : file).catch(() => null) : null;
    if (body && heard) body = ears;
    else if (body && ears && extname(file) === ".html") body = body.toString().replace("<head>", '<head><script src="./ears.js"></script>');
    const headers = { "content-type": TYPES[extname(file)] ?? "application/octet-stream", "access-control-allow-origin": "*", "cross-origin-resource-policy": "cross-origin", ...(ears && { "cache-control": "no-store" }) };
    response.writeHead(body ? 200 : status || 404, status ? headers : { ...headers, ...fault?.[1] });
    response.end(body ?? "not here");
  });
  return { ...server, url: server.origin + PREFIX };
}

// Serves pages of another origin: `pages` maps a path ("/course.html") to its HTML, or to { body, status, headers }.
export async function servePages(pages) {
  return listen(async (request, response) => {
    const page = pages[new URL(request.url, "http://x").pathname];
    const { body = page, status = 200, headers = {} } = typeof page === "object" ? { body: "", ...page } : {};
    response.writeHead(page === undefined ? 404 : status, { "content-type": TYPES[".html"], ...headers });
    response.end(body ?? "not here");
  });
}

// Serves folders as another site would, under the name localhost, which is another origin than 127.0.0.1: `folders` maps the
// start of a path to a folder, and `rewritten` what stands in a page to what is sent in its place.
export async function serveFolders(folders, rewritten = new Map()) {
  const server = await listen(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
    const start = Object.keys(folders).find((one) => path.startsWith(one));
    const file = start !== undefined && normalize(join(folders[start], path.slice(start.length).replace(/^$|\/$/, "/index.html")));
    let body = file && file.startsWith(folders[start]) ? await readFile(file).catch(() => null) : null;
    if (body && extname(file) === ".html") body = [...rewritten].reduce((text, [from, to]) => text.replaceAll(from, to), body.toString());
    response.writeHead(body ? 200 : 404, { "content-type": TYPES[extname(file || "")] ?? "application/octet-stream" });
    response.end(body ?? "not here");
  });
  return { ...server, origin: server.origin.replace("127.0.0.1", "localhost") };
}
