// The example pages of www/examples, as another site would serve them: every figure comes up in a page of another origin. What
// a tool has to build is built where the tool is installed.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";
import { listen, quiet, rules, screenshot, start, until } from "./lib/browser.mjs";
import { DIST, serveFolders } from "./lib/server.mjs";

const EXAMPLES = join(DIST, "examples");
const HERE = fileURLToPath(new URL(".", import.meta.url));

let browser;
let site;
let built;
before(async () => {
  browser = await start();
  built = await mkdtemp(join(tmpdir(), "unit-variance-examples-"));
  const folders = { "/node_modules": join(HERE, "node_modules"), "/built/": built, "": EXAMPLES };
  const ours = `${browser.url}embed.js`;
  site = await serveFolders(folders, new Map([["../embed.js", ours], ["https://example.org/unit-variance/embed.js", ours]]));
});
after(async () => {
  await browser?.stop();
  await site?.close();
  await rm(built, { recursive: true, force: true });
});

async function visit(path) {
  const tab = await browser.context.newPage();
  tab.noise = listen(tab);
  await tab.goto(`${site.origin}/${path}`);
  return tab;
}

// The frame of a figure, once the figure is there.
async function comes(tab, figure) {
  const frame = () => tab.frames().find((one) => new RegExp(`figure=${figure}\\b`).test(one.url()));
  await until(async () => frame() !== undefined, `a frame with ${figure}`);
  await frame().waitForSelector(`html[data-boot=ready][data-only=${figure}]`);
  await frame().locator(`[data-figure=${figure}]`).waitFor();
  await until(() => frame().evaluate(isDrawn, figure), `${figure} is drawn`);
  return frame();
}

// In the frame: something stands on a canvas of the figure.
function isDrawn(figure) {
  const canvases = [...document.querySelectorAll(`[data-figure=${figure}] canvas`)].filter((one) => one.width && one.height);
  return canvases.some((one) => {
    const copy = new OffscreenCanvas(one.width, one.height).getContext("2d", { willReadFrequently: true });
    copy.drawImage(one, 0, 0);
    const pixels = new Uint32Array(copy.getImageData(0, 0, one.width, one.height).data.buffer);
    return pixels.some((pixel) => pixel !== pixels[0]);
  });
}

const origin = (frame) => new URL(frame.url()).origin;

test("a course page shows its three figures", async () => {
  const tab = await visit("course.html");
  for (const figure of ["chain", "sum", "cube"]) {
    await tab.locator(`unit-variance[figure=${figure}]`).scrollIntoViewIfNeeded();
    assert.notEqual(origin(await comes(tab, figure)), site.origin);
  }
  await screenshot(tab, "examples-course", { fullPage: true });
  quiet(tab);
});

test("figures in a hidden tab and in a closed fold come when they are opened", async () => {
  const tab = await visit("tabs.html");
  await comes(tab, "slopes");
  await tab.getByRole("tab", { name: "ReLU’s half" }).click();
  await comes(tab, "sum");
  await tab.getByRole("tab", { name: "ReLU’s half" }).press("ArrowLeft");
  await until(async () => (await tab.getByRole("tab", { name: "Slopes" }).getAttribute("aria-selected")) === "true", "the arrow chooses");
  // By key: what stands above may still be growing under a pointer.
  await tab.locator("summary").press("Enter");
  await tab.locator("details unit-variance").scrollIntoViewIfNeeded();
  await comes(tab, "weight");
  await screenshot(tab, "examples-tabs", { fullPage: true });
  quiet(tab);
});

test("figures stand in slides of reveal.js", async () => {
  const tab = await visit("slides.html");
  await tab.locator(".reveal.ready").waitFor();
  await comes(tab, "chain");
  const inside = async (figure) => {
    const place = await tab.locator(`section.present unit-variance[figure=${figure}]`).boundingBox();
    return place !== null && place.x >= 0 && place.x + place.width <= 1280;
  };
  await until(() => inside("chain"), "the chain stands in its slide");
  await tab.keyboard.press("ArrowRight");
  await comes(tab, "slopes");
  await until(() => inside("slopes"), "the slopes stand in theirs");
  await screenshot(tab, "examples-slides");
  quiet(tab);
});

test("the page that lists the examples is accessible, and what it links to is there", async () => {
  const tab = await visit("index.html");
  await rules(tab);
  const links = await tab.locator("a").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  for (const link of links.filter((one) => !one.startsWith("../"))) {
    assert.equal((await tab.request.get(`${site.origin}/${link}`)).status(), 200, link);
  }
  quiet(tab);
});

// Builds a folder of the examples with a tool, and says why not where the tool is not installed.
async function build(folder, tool, args) {
  const program = process.env[tool.toUpperCase()] || tool;
  if (spawnSync(program, ["--version"]).error) return `${tool} is not installed (set ${tool.toUpperCase()} to its path)`;
  await cp(join(EXAMPLES, folder), join(built, folder), { recursive: true });
  const done = spawnSync(program, args(join(built, `${folder}-site`)), { cwd: join(built, folder), encoding: "utf8" });
  assert.equal(done.status, 0, done.stdout + done.stderr);
  return null;
}

test("a page of MkDocs shows its figure", async (t) => {
  const missing = await build("mkdocs", "mkdocs", (out) => ["build", "--strict", "--site-dir", out]);
  if (missing) return t.skip(missing);
  const tab = await visit("built/mkdocs-site/");
  await comes(tab, "chain");
  await screenshot(tab, "examples-mkdocs");
  // The theme's own search says what it does.
  tab.noise = tab.noise.filter((line) => !/^console\.log: .*(search|Lunr)/.test(line));
  quiet(tab);
});

test("a page of mdBook shows its figure", async (t) => {
  const missing = await build("mdbook", "mdbook", (out) => ["build", "--dest-dir", out]);
  if (missing) return t.skip(missing);
  const tab = await visit("built/mdbook-site/start.html");
  await comes(tab, "chain");
  await screenshot(tab, "examples-mdbook");
  quiet(tab);
});
