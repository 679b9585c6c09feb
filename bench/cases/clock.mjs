// Times anything that has run(count).

import { median } from "../lib/numbers.mjs";

// Runs for about `ms` after `warm` ms and resolves to { rate, runs }: runs a second, by the median of many short chunks.
// A chunk that the system interrupted for another program is long; the median does not see it.
export async function rate(thing, { ms = 1200, warm = 300, chunk = 1 } = {}) {
  let count = 1;
  for (const end = performance.now() + warm; ;) {
    const start = performance.now();
    thing.run(count);
    const spent = performance.now() - start;
    if (spent < chunk / 2) count *= 2;
    else if (performance.now() >= end) break;
  }
  const times = [];
  const end = performance.now() + ms;
  do {
    const start = performance.now();
    thing.run(count);
    times.push(performance.now() - start);
  } while (performance.now() < end);
  return { rate: (count * 1000) / median(times), runs: times.length * count };
}

// A case of training: rate, and the loss before and after. Forward-only cases report the mean square of their output.
export async function training(thing, workload, options) {
  const before = thing.loss();
  const { rate: steps, runs } = await rate(thing, options);
  const after = thing.loss();
  const good = workload.loss === "none" ? Number.isFinite(after) && after > 0 : after < before;
  return good ? { rate: steps, runs, before, after } : { error: `the loss went from ${before} to ${after}` };
}
