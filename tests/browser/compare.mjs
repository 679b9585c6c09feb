// Compares two built pages picture by picture: node compare.mjs OLD NEW [--known FILE] (called by `cargo xtask compare`).
// Every state is set by a link or by buttons, nothing plays, and what depends on time is hidden in both. Equal means equal
// in every pixel. What differs is kept as old.png, new.png and diff.png in target/compare/. FILE holds lines
// "picture: reason" for differences that are meant; `*` at the end of a name stands for any end.

import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const [older, newer, ...options] = process.argv.slice(2);
if (!older || !newer) throw new Error("usage: cargo xtask compare OLD NEW [--known FILE]: two folders with built pages");
const knownFile = options[options.indexOf("--known") + 1];
const KNOWN = options.includes("--known")
  ? (await readFile(knownFile, "utf8")).split("\n").filter((line) => line.includes(": ")).map((line) => line.split(": ")[0])
  : [];
const OUT = fileURLToPath(new URL("../../target/compare/", import.meta.url));
const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
  // Repainting parts of a tile gives other pixels at the edges of buttons from one load to the next.
  "--disable-partial-raster"];
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm",
  ".svg": "image/svg+xml" };

// Name, link, and what is pressed before the picture is taken.
const STATES = [
  ["article", ""],
  ["lab", "figure=lab&theme=auto"],
  ["lab-he-relu-30", "figure=lab&init=he&act=relu&depth=30"],
  ["lab-large", "figure=lab&init=large"],
  ["lab-batch", "figure=lab&norm=batch&act=relu"],
  ["lab-cnn-group", "figure=lab&net=cnn&norm=group"],
  ["lab-spiral", "figure=lab&data=spiral&act=sigmoid&depth=3&width=20"],
  ["lab-diverged", "figure=lab&act=linear&init=large&depth=30&width=200"],
  ["lab-notices", "figure=lab&init=nonsense&depth=900&nokey=1"],
  ["lab-hidden", "figure=lab&hide=Optimizer,Data,More"],
  ["lab-five-steps", "figure=lab&act=relu&init=he", ["Step", "Step", "Step", "Step", "Step"]],
  ["lab-more", "figure=lab&theme=auto&depth=3", ["More"]],
  ["lab-numbers", "figure=lab&theme=auto&depth=3", ["Show numbers"]],
  ["race", "figure=race"],
  ["race-norm", "figure=race&vary=norm&act=relu"],
  ["race-steps", "figure=race&vary=act&depth=5", ["Step", "Step", "Step"]],
  ["cube", "figure=cube"],
  ["cube-group", "figure=cube&norm=group&groups=4&n=1&c=5&h=2&w=3"],
  ["cube-weight", "figure=cube&norm=weight"],
  ["cube-after", "figure=cube&norm=layer&view=after"],
];
const VIEWS = [[1280, "light"], [1280, "dark"], [390, "light"], [390, "dark"]];
// What tells of time, and the caret.
const STYLE = `.bar { position: static !important; } *, *::before, *::after { transition: none !important; animation: none !important; caret-color: transparent !important; }
  [data-part=run-note], [data-part=busy] { display: none !important; } [data-figure=race] td:last-child { visibility: hidden !important; }`;

function serve(folder) {
  const root = resolve(folder);
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://x").pathname;
    const file = join(root, path === "/" ? "index.html" : path);
    const body = file.startsWith(root) ? await readFile(file).catch(() => null) : null;
    response.writeHead(body ? 200 : 404, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
    response.end(body ?? "not here");
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () =>
    done({ url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() })));
}

// Waits until nothing on the page has changed for a while: canvases, texts and sizes are summed up again and again.
async function settled(page, quiet = 5) {
  const state = () => page.evaluate(() => {
    const sums = [...document.querySelectorAll("canvas")].filter((c) => c.width && c.height && c.offsetParent).map((canvas) => {
      const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
      let sum = canvas.width;
      for (let i = 0; i < data.length; i += 41) sum = (sum * 31 + data[i]) | 0;
      return sum;
    });
    const texts = [...document.querySelectorAll("[data-part]:not([data-part=run-note])")].map((part) => part.textContent.length);
    const pending = document.querySelectorAll(".first ~ :not(.laid)").length;
    return JSON.stringify([sums, texts, pending, document.body.scrollHeight]);
  });
  let last = "";
  for (let same = 0, tries = 0; same < quiet && tries < 200; tries += 1) {
    const now = await state();
    same = now === last ? same + 1 : 0;
    last = now;
    await page.waitForTimeout(100);
  }
}

async function open(context, url, [name, hash, presses = []]) {
  const page = await context.newPage();
  await page.goto(`${url}#${hash}`);
  await page.addStyleTag({ content: STYLE });
  await page.waitForSelector("html[data-worker=ready]", { timeout: 60000, state: "attached" });
  await settled(page);
  for (const figure of name === "article" ? await page.$$("[data-figure]") : []) {
    await figure.scrollIntoViewIfNeeded();
    await settled(page, 12);
  }
  for (const press of presses) {
    const figure = page.locator(`[data-figure=${name.split("-")[0]}]`);
    await figure.getByRole("button", { name: press, exact: true }).first().click();
    await settled(page, 3);
  }
  await page.mouse.move(1, 1);
  await page.evaluate(() => { document.activeElement?.blur(); scrollTo(0, 0); });
  await settled(page, 3);
  return page;
}

// Counts the pixels that differ, in a page of its own: the browser reads its own pictures best.
async function differences(judge, a, b) {
  return judge.evaluate(async ([a, b]) => {
    const draw = async (text) => {
      const image = new Image();
      image.src = `data:image/png;base64,${text}`;
      await image.decode();
      const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
      const context = canvas.getContext("2d");
      context.drawImage(image, 0, 0);
      return { canvas, context, data: context.getImageData(0, 0, image.width, image.height) };
    };
    const [one, two] = [await draw(a), await draw(b)];
    const size = (x) => `${x.canvas.width} x ${x.canvas.height}`;
    const width = Math.min(one.canvas.width, two.canvas.width), height = Math.min(one.canvas.height, two.canvas.height);
    let count = Math.abs(one.canvas.width * one.canvas.height - two.canvas.width * two.canvas.height);
    const box = [width, height, -1, -1];
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) {
        const [i, j] = [4 * (y * one.canvas.width + x), 4 * (y * two.canvas.width + x)];
        const [p, q] = [one.data.data, two.data.data];
        if (p[i] === q[j] && p[i + 1] === q[j + 1] && p[i + 2] === q[j + 2]) {
          for (let k = 0; k < 3; k += 1) p[i + k] = 255 - (255 - p[i + k]) / 4;
          continue;
        }
        count += 1;
        [p[i], p[i + 1], p[i + 2]] = [255, 0, 0];
        box.splice(0, 4, Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x), Math.max(box[3], y));
      }
    }
    one.context.putImageData(one.data, 0, 0);
    return { count, box, sizes: [size(one), size(two)], diff: one.canvas.toDataURL().split(",")[1] };
  }, [a, b].map((picture) => picture.toString("base64")));
}

await rm(OUT, { recursive: true, force: true });
await mkdir(OUT, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: FLAGS });
const [old, fresh] = [await serve(older), await serve(newer)];
const judge = await (await browser.newContext()).newPage();
let [equal, known, other] = [0, 0, 0];
for (const [width, colorScheme] of VIEWS) {
  const context = () => browser.newContext({ viewport: { width, height: 900 }, colorScheme, reducedMotion: "reduce" });
  const contexts = [await context(), await context()];
  for (const state of STATES) {
    const name = `${state[0]}-${width}-${colorScheme}`;
    const pages = await Promise.all([open(contexts[0], old.url, state), open(contexts[1], fresh.url, state)]);
    const [a, b] = [await pages[0].screenshot({ fullPage: true }), await pages[1].screenshot({ fullPage: true })];
    await Promise.all(pages.map((page) => page.close()));
    if (a.equals(b)) {
      equal += 1;
      continue;
    }
    const { count, box, sizes, diff } = await differences(judge, a, b);
    if (count === 0) {
      equal += 1;
      continue;
    }
    const meant = KNOWN.some((one) => one === name || (one.endsWith("*") && name.startsWith(one.slice(0, -1))));
    if (meant) known += 1; else other += 1;
    console.log(`${meant ? "meant  " : "DIFFERS"} ${name}: ${count} pixels in ${box.join(",")}, ${sizes.join(" -> ")}`);
    await writeFile(join(OUT, `${name}.old.png`), a);
    await writeFile(join(OUT, `${name}.new.png`), b);
    await writeFile(join(OUT, `${name}.diff.png`), Buffer.from(diff, "base64"));
  }
  await Promise.all(contexts.map((one) => one.close()));
}
console.log(`${equal} pictures are the same in every pixel, ${known} differ as is known, ${other} differ.`);
await browser.close();
old.close();
fresh.close();
process.exitCode = other ? 1 : 0;
