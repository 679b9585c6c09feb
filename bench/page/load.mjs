// What the first figure needs, and how soon it is drawn.

import { median } from "../lib/numbers.mjs";
import { serve } from "./serve.mjs";
import { open, start } from "./watch.mjs";

const KILO = 1024;
// 1.6 Mbit a second, and a quarter of this machine's speed.
const SLOW = { bytesPerSecond: 200000, slow: 4 };

const QUICK = "first figure drawn after navigation, ms";
const SLOWED = "the same at 4x CPU slowdown and 1.6 Mbit/s, ms";

// From navigation to the first figure, in ms, and what was sent for it.
async function firstPicture({ bytesPerSecond = Infinity, slow = 1, dist } = {}) {
  const server = await serve(bytesPerSecond, dist);
  const browser = await start();
  try {
    const page = await open(browser.context, server.url, "", { slow });
    const drawn = await page.evaluate(() => globalThis.bench.first);
    return { drawn, files: new Map(server.sent) };
  } finally {
    await browser.stop();
    await server.close();
  }
}

// The two times of another build's page, by name.
export async function loadOf(dist) {
  return [
    { name: QUICK, value: (await firstPicture({ dist })).drawn },
    { name: SLOWED, value: (await firstPicture({ ...SLOW, dist })).drawn },
  ];
}

// Each time with an empty profile, as a new reader has it.
export async function load(rounds) {
  const quick = [], slowed = [];
  let files = new Map();
  for (let round = 0; round < rounds; round++) {
    const one = await firstPicture();
    quick.push(one.drawn);
    files = one.files;
    slowed.push((await firstPicture(SLOW)).drawn);
  }
  // Asked for by the first picture itself.
  const isLater = (path) => path.endsWith("_later.wasm");
  const sum = (later) => [...files].reduce((all, [path, size]) => (isLater(path) === later ? all + size : all), 0);
  return {
    files: [...files].sort((a, b) => b[1] - a[1]),
    figures: [
      { name: "all that the first figure needs, gzipped, KB", value: sum(false) / KILO, most: 420 },
      { name: QUICK, value: median(quick), most: 1000 },
      { name: SLOWED, value: median(slowed), most: 3000 },
    ],
  };
}
