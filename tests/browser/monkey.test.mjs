// A seeded monkey: pointer, keys, touch, address, window, theme, a hidden tab. It may do anything that a reader can; the console
// must stay empty, the page must answer afterwards, and its memory must not grow. ACTIONS=2000 is the long form, SEED another monkey.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { frames, laid, quiet, start, until } from "./lib/browser.mjs";

const ACTIONS = Number(process.env.ACTIONS ?? 150);
const SEED = Number(process.env.SEED ?? 18);

let browser;
before(async () => { browser = await start({ whole: true, hasTouch: true }); });
after(() => browser?.stop());

// Mulberry32 (Tommy Ettinger, 2017): a small generator of numbers in [0, 1).
function generator(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const KEYS = ["Tab", "Shift+Tab", "Enter", " ", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown", "Escape", "?", "1", "9", "-", "Backspace", "a"];
const ADDRESSES = {
  init: ["zeros", "small", "he", "large", "orthogonal", "nonsense", ""], act: ["tanh", "relu", "gelu", "sigmoid"], norm: ["none", "batch", "layer", "group", "instance", "weight", "rms"],
  depth: ["1", "3", "50", "-2", "1e9"], width: ["2", "97", "512"], batch: ["1", "7", "512"], lr: ["0.0001", "10", "nan"], net: ["mlp", "cnn"], data: ["digits", "moons", "units", "xor"],
  opt: ["adam", "rmsprop"], groups: ["3", "16"], seed: ["1", "4294967295"], theme: ["light", "dark"], hide: ["init", "opt,data", "nothing"], vary: ["norm", "lr", "act"], play: ["1"], until: ["3", "x"], present: ["1", "0"],
};

// One action: what it is called, for the report, and how it is done.
async function act(page, random) {
  const of = (list) => list[Math.floor(random() * list.length)];
  const { width, height } = page.viewportSize();
  const x = random() * width, y = random() * height, kind = random();
  if (kind < 0.4) {
    // Something that can be used and is in sight: by its middle, as a reader aims.
    const found = await page.evaluate((share) => {
      const all = [...document.querySelectorAll("button, input, select, summary, .plot > canvas, [role=tab], a[href^='#']")].filter((one) => {
        const box = one.getBoundingClientRect();
        return box.width && box.bottom > 0 && box.top < innerHeight && one.checkVisibility();
      });
      const one = all[Math.floor(share * all.length)];
      if (!one) return null;
      const box = one.getBoundingClientRect();
      return { x: box.x + box.width / 2, y: box.y + box.height / 2, name: `${one.tagName} ${one.getAttribute("aria-label") ?? one.textContent.trim().slice(0, 30)} ${one.id}` };
    }, random());
    if (!found) return "nothing in sight";
    const [dx, dy] = [(random() - 0.5) * 8, (random() - 0.5) * 8];
    const how = of(["click", "click", "click", "tap", "drag"]);
    if (how === "tap") await page.touchscreen.tap(Math.max(0, found.x + dx), Math.max(0, found.y + dy));
    else await page.mouse.click(Math.max(0, found.x + dx), Math.max(0, found.y + dy));
    if (how === "drag") {
      await page.mouse.down();
      await page.mouse.move(found.x + (random() - 0.5) * 300, found.y + (random() - 0.5) * 100, { steps: 4 });
      await page.mouse.up();
    }
    return `${how} ${found.name}`;
  }
  if (kind < 0.6) {
    const key = of(KEYS);
    await page.keyboard.press(key);
    return `key ${key}`;
  }
  if (kind < 0.7) {
    await page.mouse.move(x, y, { steps: 3 });
    return "pointer";
  }
  if (kind < 0.8) {
    const by = (random() - 0.4) * 2000;
    await page.mouse.wheel(0, by);
    return `wheel ${Math.round(by)}`;
  }
  if (kind < 0.92) {
    const keys = [of(Object.keys(ADDRESSES)), of(Object.keys(ADDRESSES)), of(Object.keys(ADDRESSES))];
    const query = keys.map((key) => `${key}=${of(ADDRESSES[key])}`).join("&");
    await page.evaluate((text) => {
      const figure = /(?:^|[#&])figure=[a-z]+/.exec(location.hash)?.[0].replace("#", "").replace("&", "");
      location.hash = [figure, text].filter(Boolean).join("&");
    }, query);
    return `address ${query}`;
  }
  if (kind < 0.95) {
    const size = of([[1280, 800], [390, 844], [768, 600], [320, 500]]);
    await page.setViewportSize({ width: size[0], height: size[1] });
    return `window ${size}`;
  }
  if (kind < 0.97) {
    const scheme = { colorScheme: of(["light", "dark"]), reducedMotion: of(["reduce", "no-preference"]), forcedColors: of(["active", "none", "none"]) };
    await page.emulateMedia(scheme);
    return `media ${JSON.stringify(scheme)}`;
  }
  if (kind < 0.985) {
    await page.evaluate((go) => history.go(go), of([-1, 1]));
    return "history";
  }
  // Another tab in front of it for a moment.
  const other = await page.context().newPage();
  await other.bringToFront();
  await other.close();
  await page.bringToFront();
  return "hidden";
}

// Bytes of JavaScript after a collection, over the page and what hangs on it.
async function heap(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  return usedSize;
}

async function runMonkey(page, count, seed) {
  const random = generator(seed), done = [];
  let settled = NaN;
  for (let i = 0; i < count; i++) {
    done.push(await act(page, random));
    // A frame whose address changes while it loads, as the preview of Embed, breaks its load off.
    page.noise.splice(0, page.noise.length, ...page.noise.filter((line) => !line.startsWith("net::ERR_ABORTED")));
    if (page.noise.length) break;
    if (i === Math.floor(count / 2)) settled = await heap(page);
  }
  assert.deepEqual(page.noise, [], `after ${done.length} actions of seed ${seed}, the last of them:\n${done.slice(-12).join("\n")}`);
  return { settled, grown: await heap(page) };
}

// The page goes on: a fresh state in the address is shown.
async function answers(page, figure) {
  page.noise.splice(0);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.evaluate((name) => { location.hash = `${name ? `figure=${name}&` : ""}init=he&act=relu&depth=4&seed=7&present=0&states=&state=0`; }, figure);
  await until(() => page.evaluate(() => document.querySelector("html[data-boot=ready]") && !document.querySelector("[data-part=boot-failure]:not([hidden])")), "the page is alive");
  await frames(page, 3);
  quiet(page);
}

// A page whose links to other pages stay here: the monkey is not to leave.
async function cage(hash) {
  const page = await browser.open(hash);
  await page.evaluate(() => addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (link && (link.hostname !== location.hostname || link.pathname !== location.pathname)) event.preventDefault();
  }, true));
  return page;
}

test(`${ACTIONS} actions over the article leave the console empty, the page alive and its memory as it was`, async () => {
  const page = await cage("");
  await laid(page);
  const { settled, grown } = await runMonkey(page, ACTIONS, SEED);
  await answers(page);
  assert.ok(grown < settled * 1.5 + 8e6, `${Math.round(settled / 1e6)} MB in the middle, ${Math.round(grown / 1e6)} MB at the end`);
});

test("and so over each figure alone", async () => {
  const first = await browser.open();
  await laid(first);
  const names = await first.evaluate(() => [...document.querySelectorAll("[data-figure]")].map((one) => one.dataset.figure));
  await first.close();
  for (const [at, name] of names.entries()) {
    const page = await cage(`figure=${name}`);
    await page.locator(`[data-figure=${name}][data-alone]`).waitFor();
    await runMonkey(page, Math.ceil(ACTIONS / 5), SEED + 1 + at);
    await answers(page, name);
    await page.close();
  }
});
