// Times anything that has run(count).

// Runs for about `ms` after `warm` ms and resolves to { rate, runs }: runs a second. Chunks are long enough for the clock.
export async function rate(thing, { ms = 1200, warm = 300, chunk = 15 } = {}) {
  let count = 1;
  for (const end = performance.now() + warm; ;) {
    const start = performance.now();
    await thing.run(count);
    const spent = performance.now() - start;
    if (spent < chunk / 2) count *= 2;
    else if (performance.now() >= end) break;
  }
  let runs = 0;
  const start = performance.now();
  do {
    await thing.run(count);
    runs += count;
  } while (performance.now() - start < ms);
  return { rate: (runs * 1000) / (performance.now() - start), runs };
}

// A case of training: rate, and the loss before and after. Forward-only cases report the mean square of their output.
export async function training(thing, workload, options) {
  const before = await thing.loss();
  const { rate: steps, runs } = await rate(thing, options);
  const after = await thing.loss();
  const good = workload.loss === "none" ? Number.isFinite(after) && after > 0 : after < before;
  return good ? { rate: steps, runs, before, after } : { error: `the loss went from ${before} to ${after}` };
}
