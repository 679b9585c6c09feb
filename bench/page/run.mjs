// The page's own speed: load, race at work, clicks, frames, Lighthouse, sizes. Wants the release build in dist/ and the engine's in
// target/bench-web; writes bench/PAGE.md.
// node run.mjs [--only load,play,frames,lighthouse,sizes,bytes]
// node run.mjs --against FOLDER [--rounds N]: the page's load and the race's frames and clicks beside another build's, in ratios.

import { cpus, loadavg } from "node:os";
import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { plain } from "../lib/numbers.mjs";
import { load } from "./load.mjs";
import { play } from "./play.mjs";
import { ROOT, serve } from "./serve.mjs";
import { start } from "./watch.mjs";

const words = process.argv.slice(2);
const option = (name) => (words.includes(name) ? words[words.indexOf(name) + 1] : undefined);
if (option("--against")) {
  const { against } = await import("./against.mjs");
  await against(resolve(option("--against")), Number(option("--rounds") ?? 5));
  process.exit();
}
const only = option("--only")?.split(",") ?? ["load", "play", "frames", "lighthouse", "sizes", "bytes"];
const figures = [], parts = [];

function keep(list) {
  for (const one of list) {
    const good = one.most !== undefined ? one.value <= one.most : one.value >= one.least;
    figures.push({ ...one, good });
    console.log(`${good ? "ok  " : "MISS"} ${one.name}: ${plain(one.value)} (${one.most !== undefined ? `at most ${one.most}` : `at least ${one.least}`})${one.note ? `; ${one.note}` : ""}`);
  }
}

async function tried(name, work) {
  if (!only.includes(name)) return;
  try {
    await work();
  } catch (error) {
    console.log(`${name}: no result: ${error.message}`);
    parts.push(`${name}: no result: ${error.message.split("\n")[0]}`);
  }
}

const loads = [loadavg()[0]];
await tried("load", async () => {
  const found = await load(5);
  keep(found.figures);
  const text = found.files.map(([path, size]) => `${path.replace(/-[0-9a-f]{16}/, "")} ${plain(size / 1024)}`).join(", ");
  console.log(text);
  parts.push(`Loaded for the first figure (KB gzipped): ${text}.`);
});
await tried("play", async () => {
  const server = await serve(), browser = await start();
  try {
    const found = await play(browser.context, server.url);
    keep(found.figures);
  } finally {
    await browser.stop();
    await server.close();
  }
});
await tried("frames", async () => {
  const { frames } = await import("./frames.mjs");
  keep(await frames());
});
await tried("lighthouse", async () => {
  const { score } = await import("./lighthouse.mjs");
  const server = await serve();
  try {
    keep(await score(server.url));
  } finally {
    await server.close();
  }
});
await tried("sizes", async () => {
  const { sizes } = await import("./sizes.mjs");
  const rows = sizes();
  const table = ["| module | wasm-opt | bytes | gzipped |", "| --- | --- | ---: | ---: |", ...rows.map((row) => `| ${row.module} | ${row.level} | ${plain(row.raw)} | ${plain(row.zipped)} |`)].join("\n");
  console.log(table);
  parts.push(`What wasm-opt would still take off (it is not part of the build):\n\n${table}`);
});
await tried("bytes", async () => {
  const { bytes } = await import("./bytes.mjs");
  const table = bytes();
  console.log(table);
  parts.push(`Where the program's bytes go, functions only, not compressed:\n\n${table}`);
});
loads.push(loadavg()[0]);

if (!option("--only")) {
  const rows = figures.map(({ name, value, most, least, good, note }) => `| ${name}${note ? `<br>${note}` : ""} | ${plain(value)} | ${most !== undefined ? `≤ ${most}` : `≥ ${least}`} | ${good ? "✓" : "✗"} |`);
  await writeFile(join(ROOT, "bench", "PAGE.md"), `# The page's own speed (\`cargo xtask bench page\`)

${new Date().toISOString().slice(0, 10)}. ${cpus().length} x ${cpus()[0]?.model ?? "unknown processor"}, headless Chromium without a graphics processor; load of the machine ${loads.map((value) => value.toFixed(1)).join(" before, ")} after.
Scripting, tasks and clicks are of the race of 9 normalizations, depth 10, width 100, playing.

| figure | measured | target | |
| --- | ---: | ---: | --- |
${rows.join("\n")}

${parts.join("\n\n")}
`);
  console.log("bench/PAGE.md is written.");
}
if (figures.some((one) => !one.good)) console.log(`\n${figures.filter((one) => !one.good).length} of ${figures.length} below target.`);
