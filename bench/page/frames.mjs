// Drawn frames a second of what plays; and for a race, what share that is of what its training steps alone would allow: the same
// rows on as many workers, all at the same step as a race has them, with nothing measured and nothing drawn.

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { median, plain } from "../lib/numbers.mjs";
import { serve as serveFolders } from "../lib/server.mjs";
import { ROOT, serve } from "./serve.mjs";
import { start } from "./watch.mjs";

const ROUNDS = 5, SETTLED = 3000, TIMED = 5000;
// The lab is drawn as often as the screen is.
const SCREEN = 60;
const RACES = [
  { name: "initializers", query: "figure=race&vary=init&depth=10&width=100&play=1", least: 35 },
  { name: "normalizations", query: "figure=race&vary=norm&depth=10&width=100&play=1", least: 25 },
];
const SHARE = 0.6;

// Runs in the page before its programs: `drawn` counts the frames in which histograms were drawn, the lab's or those of a race's rows.
function countFrames() {
  let last = -1;
  globalThis.drawn = 0;
  const bare = CanvasRenderingContext2D.prototype.drawImage;
  // What a chart stands on is drawn first, in one piece.
  CanvasRenderingContext2D.prototype.drawImage = function (...given) {
    const frame = document.timeline.currentTime;
    if (frame !== last && this.canvas.matches("[data-chart=histograms] canvas, [data-part=row-histograms]")) {
      [last, globalThis.drawn] = [frame, globalThis.drawn + 1];
    }
    return bare.apply(this, given);
  };
}

// A page that plays: { rate, workers, rows }, the rows as addresses of runs.
async function played(url, query) {
  const { context, stop } = await start();
  try {
    const page = await context.newPage();
    await page.addInitScript(countFrames);
    await page.goto(`${url}#${query}`);
    await page.waitForFunction(() => globalThis.drawn > 20);
    await page.waitForTimeout(SETTLED);
    const seen = () => page.evaluate(() => [globalThis.drawn, performance.now()]);
    const [before, from] = await seen();
    await page.waitForTimeout(TIMED);
    const [after, to] = await seen();
    const links = await page.locator("[data-part=row-open]").evaluateAll((all) => all.map((one) => one.hash.slice(1)));
    return { rate: ((after - before) * 1000) / (to - from), workers: page.workers().length, rows: links };
  } finally {
    await stop();
  }
}

// Runs in an empty page: steps a second that all rows take together.
async function stepped({ workers: count, rows, ms }) {
  const workers = Array.from({ length: count }, () => new Worker("/page/alone.mjs", { type: "module" }));
  const ask = (worker, queries) => new Promise((done, failed) => {
    [worker.onmessage, worker.onerror] = [({ data }) => done(data), ({ message }) => failed(new Error(message))];
    worker.postMessage(queries);
  });
  const costs = await ask(workers[0], rows);
  // The dearest first, each to the worker that has least to do.
  const shares = workers.map(() => ({ cost: 0, queries: [] }));
  for (const [cost, query] of costs.map((one, i) => [one, rows[i]]).sort(([a], [b]) => b - a)) {
    const [share] = shares.sort((a, b) => a.cost - b.cost);
    share.cost += cost;
    share.queries.push(query);
  }
  await Promise.all(workers.map((worker, i) => ask(worker, shares[i].queries)));
  let steps = 0;
  const from = performance.now();
  for (; performance.now() < from + ms; steps++) await Promise.all(workers.map((worker) => ask(worker)));
  return (steps * 1000) / (performance.now() - from);
}

async function alone(origin, { workers, rows }) {
  const { context, stop } = await start();
  try {
    const page = await context.newPage();
    await page.goto(origin);
    return await page.evaluate(stepped, { workers, rows, ms: TIMED });
  } finally {
    await stop();
  }
}

// Turn about, so that what else the machine does meets both sides of a share.
export async function frames() {
  const page = await serve();
  const bare = await serveFolders({ built: join(ROOT, "target", "bench-web"), page: fileURLToPath(new URL(".", import.meta.url)) });
  try {
    const labs = [], figures = [], races = RACES.map((race) => ({ ...race, rates: [], steps: [] }));
    for (let round = 0; round < ROUNDS; round++) {
      labs.push((await played(page.url, "figure=lab&play=1")).rate);
      for (const race of races) {
        const found = await played(page.url, race.query);
        race.rates.push(found.rate);
        race.steps.push(await alone(bare.origin, found));
        race.count = found.rows.length;
      }
    }
    figures.push({ name: "the lab, drawn frames a second", value: Math.round(median(labs)), least: SCREEN });
    for (const { name, count, least, rates, steps } of races) {
      const shares = rates.map((rate, round) => rate / steps[round]);
      figures.push({ name: `race of ${count} ${name}, drawn frames a second`, value: median(rates), least });
      figures.push({ name: "of what its training steps alone would allow", value: median(shares), least: SHARE, note: `${plain(median(steps))} steps a second of all rows; ${shares.map(plain).join(", ")}` });
    }
    return figures;
  } finally {
    await page.close();
    await bare.close();
  }
}
