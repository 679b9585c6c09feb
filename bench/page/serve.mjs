// Serves a built page, dist/ unless told otherwise, gzipped, as a host does; `bytesPerSecond` makes all transfers together
// no faster than that.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

export const ROOT = resolve(fileURLToPath(new URL("../../", import.meta.url)));
export const DIST = process.env.DIST ? resolve(process.env.DIST) : join(ROOT, "dist");

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".svg": "image/svg+xml" };
const PIECE = 4096;

// Resolves to { url, sent, close }; `sent` maps each path that was asked for to its gzipped bytes.
export async function serve(bytesPerSecond = Infinity, dist = DIST) {
  const sent = new Map(), zipped = new Map();
  let free = 0;
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
    const file = normalize(join(dist, path === "/" ? "index.html" : path));
    const body = file.startsWith(dist) ? zipped.get(file) ?? await readFile(file).then((raw) => gzipSync(raw, { level: 9 }), () => null) : null;
    if (!body) { response.writeHead(404).end(); return; }
    zipped.set(file, body);
    sent.set(path, body.length);
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream", "content-encoding": "gzip", "content-length": body.length, "cache-control": "max-age=600" });
    for (let at = 0; at < body.length; at += PIECE) {
      const now = performance.now();
      free = Math.max(free, now) + (Math.min(PIECE, body.length - at) * 1000) / bytesPerSecond;
      if (free - now > 1) await new Promise((done) => setTimeout(done, free - now));
      response.write(body.subarray(at, at + PIECE));
    }
    response.end();
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const close = () => new Promise((closed) => { server.close(closed); server.closeAllConnections(); });
  return { url: `http://127.0.0.1:${server.address().port}/`, sent, close };
}
