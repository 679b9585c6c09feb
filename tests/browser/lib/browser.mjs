// One Chromium for a test file, fresh pages with an ear on the console, and what most tests need of a page.

import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, rm, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { afterEach } from "node:test";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { DIST, RESULTS, serveDist } from "./server.mjs";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const FLAGS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
  // The browser's own pages for its address bar cost more than its start does. The others are what Playwright turns off: of
  // two such lists Chromium takes the last.
  "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,AimEnabled,AvoidUnnecessaryBeforeUnloadCheckSync,AvoidCorsURLLoaderRestartOnRedirect,DestroyProfileOnBrowserClose,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,LensOverlay,MediaRouter,NetworkTimeServiceQuerying,OptimizationHints,PaintHolding,PreconnectToSearch,ThirdPartyStoragePartitioning",
  // Most pages are looked at and closed: only what goes on running is compiled once more.
  "--js-flags=--wasm-tiering-budget=200000000",
  "--process-per-site",
];

// Every page that a test opened is closed after it: one that plays on would take the cores from the tests that follow.
const opened = new Set();
async function closeOpened() {
  const pages = [...opened];
  opened.clear();
  await Promise.all(pages.map((page) => page.close()));
}
// Only where there are tests: `picture.mjs` has none.
if (process.env.NODE_TEST_CONTEXT) afterEach(closeOpened);

// The page that Chromium opens by itself holds the compiled programs: the pages of a process share what one of them has compiled,
// as long as one of them holds it, and each alone would compile anew.
async function hold([page], url) {
  const programs = (await readdir(DIST)).filter((name) => name.endsWith(".wasm"));
  await page.goto(`${url}sw.js`);
  await page.evaluate(async (names) => {
    globalThis.held = await Promise.all(names.map((name) => WebAssembly.compileStreaming(fetch(name))));
  }, programs);
}

// Starts Chromium with an empty profile and a server of dist/. `options` are Playwright's for a context
// (viewport, colorScheme, deviceScaleFactor, javaScriptEnabled, reducedMotion …); `flags` are added to Chromium's.
// `whole`: the browser itself, where others make do with its headless shell.
export async function start({ flags = [], faults = new Map(), whole = false, ...options } = {}) {
  const profile = await mkdtemp(join(tmpdir(), "unit-variance-browser-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: (!whole && process.env.HEADLESS_SHELL) || process.env.CHROMIUM || "/usr/bin/chromium",
    args: [...FLAGS, ...flags],
    viewport: { width: 1280, height: 800 },
    // Of what a worker keeps, a test that breaks a load would see nothing.
    serviceWorkers: "block",
    ...options,
  });
  context.on("page", (page) => {
    opened.add(page);
    page.once("close", () => opened.delete(page));
  });
  const server = await serveDist(faults);
  if (options.javaScriptEnabled !== false) await hold(context.pages(), server.url);
  const stop = async () => {
    await context.close();
    await server.close();
    await rm(profile, { recursive: true, force: true });
  };
  return { context, url: server.url, origin: server.origin, faults, stop, open: (hash, more) => open(context, server.url, hash, more) };
}

// Opens the lesson with `hash` ("init=he&act=relu") in a fresh page and waits until the programs run. `width` and `height` are
// the window's, `media` what Playwright emulates (colorScheme, forcedColors …): a page of the same Chromium, which a test that
// needs another screen or language only has to start anew.
// page.noise collects what the console, the network and uncaught errors said.
async function open(context, url, hash = "", { wait = true, width, height = 844, ...media } = {}) {
  const page = await context.newPage();
  page.noise = listen(page);
  if (width) await page.setViewportSize({ width, height });
  await page.emulateMedia(media);
  await page.goto(url + (hash ? `#${hash}` : ""));
  if (wait) await page.waitForSelector("html[data-boot=ready]");
  return page;
}

// Collects everything that should not be there: console lines of any kind, failed requests, uncaught errors.
export function listen(page) {
  const noise = [];
  // The driver's own word on what `start` blocks is not the page's.
  const ours = (text) => text === "Service Worker registration blocked by Playwright";
  page.on("console", (line) => { if (!ours(line.text())) noise.push(`console.${line.type()}: ${line.text()}`); });
  page.on("pageerror", (error) => noise.push(`uncaught: ${error.message}`));
  page.on("response", (response) => { if (response.status() >= 400) noise.push(`${response.status()} ${response.url()}`); });
  page.on("requestfailed", (request) => noise.push(`${request.failure()?.errorText} ${request.url()}`));
  return noise;
}

// The console must be empty.
export function quiet(page) {
  assert.deepEqual(page.noise, []);
}

// Runs axe-core over the page (or over `selector`) and fails with rule, element and reason of every violation.
export async function accessible(page, selector) {
  await laid(page);
  // On its way from one look to the other a control has colours that nobody chose.
  await page.waitForFunction(() => !document.getAnimations().some((one) => one instanceof CSSTransition));
  await rules(page, selector);
}

// The same of a page without the program.
export async function rules(page, selector) {
  // Evaluated by the driver: a script element would be refused by the page's content security policy.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(await readFile(AXE, "utf8"));
  const found = await page.evaluate(async (part) => {
    // Where a figure stands alone the article around it is not shown, and axe would take most of its time to find that out.
    const around = document.querySelectorAll("main > *");
    const unseen = document.querySelector("[data-alone]") ? [...around].filter((one) => getComputedStyle(one).display === "none") : [];
    const kept = unseen.map((one) => [...one.childNodes]);
    unseen.forEach((one) => one.replaceChildren());
    const result = await globalThis.axe.run(part ?? document, { resultTypes: ["violations"] }).finally(() => unseen.forEach((one, at) => one.append(...kept[at])));
    return result.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary}`));
  }, selector ?? null);
  assert.deepEqual(found, []);
}

// How a page looks: on a wide screen by day, on a phone in the dark; and all four.
export const PHONE = { width: 390, colorScheme: "dark" };
export const LOOKS = [{ width: 1280, colorScheme: "light" }, PHONE];
export const EVERY_LOOK = [LOOKS[0], { width: 1280, colorScheme: "dark" }, { width: 390, colorScheme: "light" }, PHONE];

// Shows an open page in one of them.
export async function turn(page, { width, colorScheme }) {
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize({ width, height: 844 });
  await frames(page, 4);
}

// In each of `looks` the page as it stands is accessible and does not scroll sideways; if `picture` is named, it is in
// test-results/PICTURE-1280-light.png and so on. The page stays in the last look.
export async function looked(page, picture = "", looks = LOOKS) {
  for (const { width, colorScheme } of looks) {
    await turn(page, { width, colorScheme });
    await accessible(page);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `it scrolls sideways: ${width} px, ${colorScheme}`);
    if (picture) await screenshot(page, `${picture}-${width}-${colorScheme}`, { fullPage: true });
  }
}

// Until what lies below the first screen is laid out as well, or the figure that stands alone: before, what is too wide is cut off.
export async function laid(page) {
  await page.waitForFunction(() => {
    const alone = document.querySelector("[data-alone]");
    return alone ? getComputedStyle(alone).contentVisibility === "visible" : document.querySelector("footer.laid");
  });
}

// The cells of a table by its caption, as strings: [{ layer: "1", "activation mean": "…" }, …]; without the input's line.
export async function table(page, caption = "Layer statistics") {
  return (await lines(page, caption)).filter((row) => row.layer !== "input");
}

// All lines of a table.
export async function lines(page, caption = "Layer statistics") {
  return page.evaluate((name) => {
    const all = [...document.querySelectorAll("table")];
    const found = all.find((one) => one.caption?.textContent.trim().startsWith(name));
    if (!found) throw new Error(`no table captioned ${name}; there are: ${all.map((one) => one.caption?.textContent).join(", ")}`);
    const names = [...found.tHead.rows[0].cells].map((cell) => cell.textContent.trim());
    return [...found.tBodies[0].rows].map((row) => Object.fromEntries([...row.cells].map((cell, i) => [names[i], cell.textContent.trim()])));
  }, caption);
}

// The words of a figure's status line. (An <output> has the role as well, so the attribute is asked for.)
export function status(page, figure = "Lab") {
  return page.getByRole("region", { name: figure, exact: true }).locator("[data-part=status]").first().innerText();
}

// The step that a figure shows; NaN before it shows any.
export async function step(page, name = "Lab") {
  return Number((await figure(page, name).getAttribute("data-step")) ?? NaN);
}

// Waits until a figure shows at least step `least`; resolves to the step that it shows.
export async function reach(page, least, { figure = "Lab", timeout = 30000 } = {}) {
  await until(async () => (await step(page, figure)) >= least, async () => `${figure} is at step ${await step(page, figure)}, not at ${least}: ${await status(page, figure)}`, timeout);
  return step(page, figure);
}

// Waits for so many pictures: whatever was on its way to the screen has arrived then.
export function frames(page, count) {
  return page.evaluate((left) => new Promise((done) => {
    const next = () => (left-- > 0 ? requestAnimationFrame(next) : done());
    next();
  }), count);
}

// Asks `question` again and again until its answer is true; fails with `what` after `timeout` ms.
export async function until(question, what, timeout = 15000) {
  const end = Date.now() + timeout;
  while (!(await question())) {
    if (Date.now() > end) throw new Error(`after ${timeout} ms still not: ${typeof what === "function" ? await what() : what}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

// What a chart says to the arrow key, as words: the canvas is brought into sight, and what scrolls takes a tip away, so the
// page comes to rest first.
export async function asked(page, canvas, key = "ArrowRight") {
  await canvas.scrollIntoViewIfNeeded();
  await canvas.focus();
  await frames(page, 5);
  await page.keyboard.press(key);
  const tip = page.locator("[data-part=tip]");
  await until(() => tip.isVisible(), `a chart answers ${key}`);
  return tip.innerText();
}

// The file that a figure's button `Download KIND` offers.
export async function taken(page, region, kind) {
  const button = region.getByRole("button", { name: `Download ${kind}`, exact: true });
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  const name = await region.getAttribute("data-figure");
  assert.equal(download.suggestedFilename(), `unit-variance-${name}.${kind.toLowerCase()}`);
  return readFile(await download.path());
}

// Shows a figure that waits for the reader's guess.
export async function answered(page, name) {
  await skipped(figure(page, name).getByRole("button", { name: "Just show it", exact: true }), name);
}

// Presses what takes the question away. A link to a state does so by itself, as soon as the figure is there.
export async function skipped(show, name) {
  await until(async () => !(await show.isVisible()) || show.click({ timeout: 1000 }).then(() => false, () => false), `${name} shows`);
}

// One figure of the page, by its name.
export function figure(page, name = "Lab") {
  return page.getByRole("region", { name, exact: true });
}

// Waits until the figure shows step 0 of its run; before that a status line has no cost.
export async function drawn(page, name = "Lab") {
  await until(async () => /cost\s+[\d∞]/.test(await status(page, name)), () => status(page, name), 30000);
}

// Waits until every row of the race shows its step 0.
export function raceBegun(page) {
  return until(async () => {
    const shown = await figure(page, "Race").locator("[data-part=row-accuracy]").allInnerTexts();
    return shown.length > 1 && shown.every((text) => text.includes("%"));
  }, "every row shows step 0");
}

// Plays the run that `hash` describes up to step `at` (0: only looks) and gives the rows of its `Layer statistics`.
export async function statistics(browser, hash, at = 0) {
  const page = await browser.open(`figure=lab&${hash}${at ? `&until=${at}&play=1&speed=20` : ""}`);
  await drawn(page);
  await reach(page, at, { timeout: 120000 });
  await figure(page).getByRole("button", { name: "Show numbers" }).click();
  const rows = await table(page);
  assert.equal(await step(page), at);
  return { page, rows };
}

// Writes test-results/NAME.png, for people to look at.
export async function screenshot(page, name, options = {}) {
  await mkdir(RESULTS, { recursive: true });
  await page.screenshot({ path: join(RESULTS, `${name}.png`), ...options });
}
