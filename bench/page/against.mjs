// This build's load and race beside another build's: turn about in one run, so that what else the machine does meets both.

import { median, plain } from "../lib/numbers.mjs";
import { loadOf } from "./load.mjs";
import { play } from "./play.mjs";
import { DIST, serve } from "./serve.mjs";
import { start } from "./watch.mjs";

// The initializers: a choice that has the same values in every edition.
const RACE = "figure=race&vary=init&depth=10&width=100&play=1";

export async function against(other, rounds) {
  const found = [DIST, other].map(() => new Map());
  for (let round = 0; round < rounds; round++) {
    // Who comes first takes turns as well.
    const order = [[0, DIST], [1, other]];
    for (const [place, dist] of round % 2 ? order.reverse() : order) {
      const server = await serve(Infinity, dist), browser = await start();
      try {
        const load = await loadOf(dist);
        const { rate, figures } = await play(browser.context, server.url, { ms: 8000, count: 16, race: RACE });
        for (const { name, value } of [...load, ...figures, { name: "drawn frames a second", value: rate }]) {
          found[place].set(name, [...(found[place].get(name) ?? []), value]);
        }
      } finally {
        await browser.stop();
        await server.close();
      }
    }
  }
  for (const [name, mine] of found[0]) {
    const theirs = found[1].get(name);
    const ratios = mine.map((value, round) => value / theirs[round]);
    console.log(`${name}: ${plain(median(mine))} against ${plain(median(theirs))}, ratio ${plain(median(ratios))} (${ratios.map(plain).join(", ")})`);
  }
}
