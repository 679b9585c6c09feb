// A static server that lets its pages share memory between threads: TensorFlow.js with two threads needs that.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm" };
const ISOLATED = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };
const EMPTY = "<!doctype html><meta charset=utf-8><title>bench</title><link rel=icon href=data:,>";

// `folders` maps the first part of a path ("built") to a folder. Resolves to { origin, close }.
export async function serve(folders) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
    const [, first, ...rest] = path.split("/");
    const folder = folders[first];
    const file = folder && normalize(join(folder, ...rest));
    const body = path === "/" ? EMPTY : file?.startsWith(folder) ? await readFile(file).catch(() => null) : null;
    const type = path === "/" ? TYPES[".html"] : TYPES[extname(path)] ?? "application/octet-stream";
    response.writeHead(body === null ? 404 : 200, { ...ISOLATED, "content-type": type, "cross-origin-resource-policy": "same-origin" });
    response.end(body ?? "not here");
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const close = () => new Promise((closed) => { server.close(closed); server.closeAllConnections(); });
  return { origin: `http://127.0.0.1:${server.address().port}`, close };
}
