// The race at work: what its pictures cost the page's thread, and how soon a click is answered.

import { quantile } from "../lib/numbers.mjs";
import { open } from "./watch.mjs";

// Nine rows: every normalization.
const RACE = "figure=race&vary=norm&depth=10&width=100&play=1";
const SCRIPT = new Set(["FunctionCall", "FireAnimationFrame", "EvaluateScript", "EventDispatch", "TimerFire", "RunMicrotasks", "v8.callFunction", "HandlePostMessage", "MinorGC", "MajorGC"]);
const CATEGORIES = ["devtools.timeline", "disabled-by-default-devtools.timeline", "toplevel", "v8"];

async function trace(context, page, ms) {
  const session = await context.newCDPSession(page);
  const events = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  await session.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories: CATEGORIES } });
  await page.waitForTimeout(ms);
  const complete = new Promise((done) => session.once("Tracing.tracingComplete", done));
  await session.send("Tracing.end");
  await complete;
  return events;
}

// The thread that draws: the one with the most animation frames.
function pageThread(events) {
  const counts = new Map();
  for (const { name, pid, tid } of events) if (name === "FireAnimationFrame") counts.set(`${pid} ${tid}`, (counts.get(`${pid} ${tid}`) ?? 0) + 1);
  const [thread] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [""];
  return events.filter(({ pid, tid, ph }) => ph === "X" && `${pid} ${tid}` === thread).sort((a, b) => a.ts - b.ts);
}

// Milliseconds of scripting between one animation frame's start and the next one's, for frames that drew something.
export function perFrame(events) {
  const mine = pageThread(events);
  const frames = mine.filter(({ name }) => name === "FireAnimationFrame");
  const sums = frames.map(() => 0);
  let until = 0, at = -1;
  for (const { name, ts, dur = 0 } of mine) {
    if (!SCRIPT.has(name)) continue;
    while (at + 1 < frames.length && frames[at + 1].ts <= ts) at++;
    if (at >= 0) sums[at] += Math.max(0, ts + dur - Math.max(ts, until)) / 1000;
    until = Math.max(until, ts + dur);
  }
  const tasks = mine.filter(({ name }) => name === "RunTask" || name === "ThreadControllerImpl::RunTask").map(({ dur = 0 }) => dur / 1000);
  const seconds = frames.length ? (frames.at(-1).ts - frames[0].ts) / 1e6 : NaN;
  // A frame in which less than this was done drew nothing.
  return { drawn: sums.slice(0, -1).filter((sum) => sum > 0.5), tasks, seconds };
}

async function clicks(page, count) {
  const times = [];
  const names = ["relu", "tanh"];
  for (let i = 0; i < count; i++) {
    const chip = page.locator(`.race label.chip:has(input[value=${names[i % 2]}][data-set^="act="])`);
    await page.evaluate(() => {
      globalThis.clicked = new Promise((done) => addEventListener("pointerdown", ({ timeStamp }) => {
        globalThis.bench.drawn(globalThis.bench.run).then((time) => done(time - timeStamp));
      }, { capture: true, once: true }));
    });
    await chip.click();
    times.push(await page.evaluate(() => Promise.race([globalThis.clicked, new Promise((done) => setTimeout(() => done(Infinity), 5000))])));
    await page.waitForTimeout(250);
  }
  return times;
}

export async function play(context, url, { ms = 15000, count = 50, race = RACE } = {}) {
  const page = await open(context, url, race, { deaf: true });
  await page.waitForSelector("html[data-worker=ready]");
  await page.waitForTimeout(3000);
  const { drawn, tasks, seconds } = perFrame(await trace(context, page, ms));
  await page.close();
  const heard = await open(context, url, race);
  await heard.evaluate(() => globalThis.bench.first);
  await heard.waitForTimeout(2000);
  const times = await clicks(heard, count);
  await heard.close();
  return {
    rate: drawn.length / seconds,
    figures: [
      { name: "scripting per drawn frame, median, ms", value: quantile(drawn, 0.5), most: 8 },
      { name: "scripting per drawn frame, 95th percentile, ms", value: quantile(drawn, 0.95), most: 16 },
      { name: "longest task while playing, ms", value: Math.max(...tasks), most: 50 },
      { name: `click to first new frame, 95th percentile of ${count}, ms`, value: quantile(times, 0.95), most: 100 },
    ],
  };
}
