// What the first figure needs, and how soon it is drawn.

import { median } from "../lib/numbers.mjs";
import { serve } from "./serve.mjs";
import { open, start } from "./watch.mjs";

const KILO = 1024;
// 1.6 Mbit a second.
const SLOW_LINE = 200000;

async function firstPicture(bytesPerSecond, slow) {
  const server = await serve(bytesPerSecond);
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

// Each time with an empty profile, as a new reader has it.
export async function load(rounds) {
  const quick = [], slowed = [];
  let files = new Map();
  for (let round = 0; round < rounds; round++) {
    const one = await firstPicture(Infinity, 1);
    quick.push(one.drawn);
    files = one.files;
    slowed.push((await firstPicture(SLOW_LINE, 4)).drawn);
  }
  // Asked for by the first picture itself.
  const isLater = (path) => path.endsWith("_later.wasm");
  const sum = (later) => [...files].reduce((all, [path, size]) => (isLater(path) === later ? all + size : all), 0);
  return {
    files: [...files].sort((a, b) => b[1] - a[1]),
    figures: [
      { name: "all that the first figure needs, gzipped, KB", value: sum(false) / KILO, most: 420 },
      { name: "first figure drawn after navigation, ms", value: median(quick), most: 1000 },
      { name: "the same at 4x CPU slowdown and 1.6 Mbit/s, ms", value: median(slowed), most: 3000 },
    ],
  };
}
