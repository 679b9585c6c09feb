// Chromium with the page, and an ear on its workers' messages and its canvases.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

export async function start() {
  const profile = await mkdtemp(join(tmpdir(), "unit-variance-page-"));
  const context = await chromium.launchPersistentContext(profile, { executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: FLAGS, viewport: { width: 1280, height: 800 } });
  const stop = async () => { await context.close(); await rm(profile, { recursive: true, force: true }); };
  return { context, stop };
}

// Runs in the page before its programs: `bench.frames` is the newest run that a worker answered; `bench.drawn(after)`
// resolves to the time at which a picture of a run newer than `after` was on its way to the screen.
export function ears() {
  const bench = { run: 0, waiting: [] };
  globalThis.bench = bench;
  // A message's whole numbers begin with its kind, 1 for a frame, and its session; sessions are numbered as they are opened.
  // The first edition's, which newer builds are compared with, begin with a word and the run's number.
  const hear = ({ data }) => {
    const run = data?.[0] === "frame" ? data[1] : data?.[0]?.[0] === 1 ? data[0][1] : 0;
    bench.run = Math.max(bench.run, run);
  };
  globalThis.Worker = class extends Worker {
    constructor(...given) { super(...given); this.addEventListener("message", hear); }
  };
  const drew = () => {
    const due = bench.waiting.filter((one) => bench.run > one.after);
    if (!due.length) return;
    bench.waiting = bench.waiting.filter((one) => bench.run <= one.after);
    // After the frame that holds this picture has been handed on.
    requestAnimationFrame(() => {});
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => due.forEach((one) => one.done(performance.now()));
    queueMicrotask(() => port2.postMessage(0));
  };
  for (const name of ["fill", "stroke", "fillRect", "putImageData"]) {
    const plain = CanvasRenderingContext2D.prototype[name];
    CanvasRenderingContext2D.prototype[name] = function (...given) { plain.apply(this, given); if (bench.waiting.length) drew(); };
  }
  bench.drawn = (after) => new Promise((done) => bench.waiting.push({ after, done }));
  bench.first = bench.drawn(0);
}

// The page at `hash`, with ears unless `deaf`.
export async function open(context, url, hash, { deaf = false, slow = 1 } = {}) {
  const page = await context.newPage();
  if (!deaf) await page.addInitScript(ears);
  if (slow > 1) await (await context.newCDPSession(page)).send("Emulation.setCPUThrottlingRate", { rate: slow });
  await page.goto(url + (hash ? `#${hash}` : ""), { waitUntil: "commit" });
  return page;
}
