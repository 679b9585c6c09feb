// The map as a reader uses it: a guess, Run, cells as they are measured, the finding, a cell opened in the lab.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { EVERY_LOOK, accessible, drawn, figure, frames, laid, looked, quiet, screenshot, start, until } from "./lib/browser.mjs";

let browser;
before(async () => { browser = await start(); });
after(() => browser?.stop());

const map = (page) => figure(page, "Map");
const button = (page, name) => map(page).getByRole("button", { name, exact: true });
const radio = (page, group, name) => map(page).getByRole("radiogroup", { name: group, exact: true }).getByRole("radio", { name, exact: true });
const said = (page, part) => map(page).locator(`[data-part=${part}]`).innerText();
const done = async (page) => Number((await said(page, "progress-text")).split(" ")[0]);
const canvas = (page) => map(page).locator('[data-chart="map"] .plot > canvas');
const label = (page) => canvas(page).getAttribute("aria-label");
const hash = (page) => decodeURIComponent(new URL(page.url()).hash.slice(1)).split("&");
const tip = (page) => page.locator("[data-part=tip]");
const ran = (page, least, timeout = 120000) => until(async () => (await done(page)) >= least, () => said(page, "progress-text"), timeout);
// Until theory's line is drawn.
const idle = (page) => until(async () => (await map(page).getAttribute("data-state")) === "idle", "nothing is at work", 30000);

async function opened(more = "") {
  const page = await browser.open(`figure=map${more}`);
  await button(page, "none of these").waitFor();
  return page;
}

test("a guess shows the map; Run, Pause and Cancel do what they say", async () => {
  const page = await opened();
  await button(page, "1").click();
  assert.equal(await said(page, "reply"), "You say 1. Press Run: the row of 33 layers of tanh decides.");
  assert.ok(await button(page, "1").isHidden(), "asked once");
  await idle(page);
  await button(page, "Run").click();
  await ran(page, 9);
  assert.match(await label(page), /: \d+ have been run, [1-9]\d* learned, 0 broke off\. .*The deepest that learned has \d+ layers/);
  assert.ok(Number(await map(page).getByRole("progressbar").getAttribute("value")) > 0);
  await button(page, "Pause").click();
  await until(() => button(page, "Run").isVisible(), "Pause becomes Run");
  await idle(page);
  const waits = await done(page);
  await frames(page, 60);
  assert.ok((await done(page)) <= waits + 1);
  await button(page, "Run").click();
  await ran(page, waits + 2);
  await button(page, "Cancel").click();
  await until(() => button(page, "Run").isVisible(), "Cancel ends it");
  assert.match(await label(page), / 0 have been run/);
  quiet(page);
});

// How the guess is judged and what is found at the end are native tests (`src/figures/map.rs`, `src/lesson/map`), which train the same
// networks to the same bits.
test("what has been measured is listed, saved and kept, and the map is accessible in every look", async () => {
  const page = await opened();
  await button(page, "0.1").click();
  await screenshot(page, "map-1280-before", { fullPage: true });
  await idle(page);
  await button(page, "Run").click();
  await ran(page, 20);
  await screenshot(page, "map-1280-running", { fullPage: true });
  await button(page, "Pause").click();
  await until(() => button(page, "Run").isVisible(), "Pause becomes Run");
  await idle(page);
  const measured = await done(page);
  assert.ok(measured >= 20 && measured < 144, `${measured} networks`);
  assert.equal(await said(page, "finding"), "");
  assert.equal(await said(page, "reply"), "You say 0.1. Press Run: the row of 33 layers of tanh decides.");
  await button(page, "Show numbers").click();
  const rows = map(page).getByRole("table", { name: "Map" }).locator("tbody tr");
  await until(async () => (await rows.count()) === measured, async () => `${await rows.count()} rows`);
  const [download] = await Promise.all([page.waitForEvent("download"), button(page, "Download CSV").click()]);
  const csv = (await readFile(await download.path())).toString().trim().split("\n");
  assert.equal(csv.length, 2 + measured);
  assert.match(csv[1], /^std,layers,accuracy,broke off at step,/);
  await button(page, "Show numbers").click();
  // Another activation and back: what was measured is still there, and waits.
  const counted = (number) => until(async () => (await label(page)).includes(`: ${number} have been run,`), () => label(page));
  await counted(measured);
  await radio(page, "Activation", "ReLU").check({ force: true });
  await counted(0);
  assert.ok(hash(page).includes("act=relu"), page.url());
  await radio(page, "Activation", "tanh").check({ force: true });
  await counted(measured);
  await looked(page, "map", EVERY_LOOK);
  quiet(page);
});

test("ReLU breaks off beyond He, and batch norm is a switch", async () => {
  const page = await browser.open("figure=map&act=relu");
  await idle(page);
  await button(page, "Run").click();
  await ran(page, 12);
  assert.match(await label(page), / [1-9]\d* broke off/);
  await button(page, "with").click();
  await until(async () => hash(page).includes("map-norm=1"), () => page.url());
  await until(async () => / 0 have been run/.test(await label(page)), () => label(page));
  await idle(page);
  await button(page, "Run").click();
  await ran(page, 3);
  assert.match(await label(page), / 0 broke off/);
  assert.equal(await button(page, "with").getAttribute("aria-pressed"), "true");
  quiet(page);
});

test("a cell answers the pointer and the arrow keys, and opens in the lab as it is", async () => {
  const page = await browser.open("act=tanh&seed=3&init=he");
  await drawn(page);
  // What is laid out later may push the map away, and a scroll takes a tip away.
  await laid(page);
  await map(page).scrollIntoViewIfNeeded();
  await idle(page);
  await frames(page, 5);
  const box = await canvas(page).boundingBox();
  const [x, y] = [box.x + box.width * 0.5, box.y + box.height * 0.5];
  await page.mouse.move(x, y);
  await until(() => tip(page).isVisible(), "a cell answers the pointer");
  assert.match(await tip(page).innerText(), /^std [\d.]+, \d+ layers: not run yet$/);
  await page.mouse.move(1, 1);
  await canvas(page).focus();
  await frames(page, 5);
  await page.keyboard.press("ArrowRight");
  for (let i = 0; i < 6; i += 1) await page.keyboard.press("ArrowRight");
  for (let i = 0; i < 4; i += 1) await page.keyboard.press("ArrowDown");
  await until(async () => (await tip(page).innerText()) === "std 0.1, 10 layers: not run yet", () => tip(page).innerText());
  await page.keyboard.press("Enter");
  await until(async () => hash(page).includes("init=normal"), () => page.url());
  for (const key of ["init=normal", "std=0.1", "batch=32", "seed=3", "until=100"]) assert.ok(hash(page).includes(key), `${key} in ${page.url()}`);
  await until(async () => {
    const lab = await figure(page).boundingBox();
    return lab.y < 400 && lab.y + lab.height > 100;
  }, "the lab is in sight");
  await page.goBack();
  await until(async () => hash(page).includes("init=he"), () => page.url());
  // Alone, the lab takes the map's place.
  const alone = await browser.open("figure=map&act=relu");
  await idle(alone);
  const there = await canvas(alone).boundingBox();
  await alone.mouse.click(there.x + there.width * 0.8, there.y + there.height * 0.8);
  await until(async () => hash(alone).includes("figure=lab"), () => alone.url());
  assert.ok(await figure(alone).isVisible());
  quiet(page);
  quiet(alone);
  await page.close();
  await alone.close();
});

test("on a phone a tap asks and a second one opens, by day and in the dark; nothing scrolls sideways", async (t) => {
  const phone = await start({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });
  t.after(() => phone.stop());
  for (const colorScheme of ["light", "dark"]) {
    const page = await phone.open("figure=map", { colorScheme });
    await button(page, "Just show it").waitFor();
    await screenshot(page, `map-390-${colorScheme}-question`, { fullPage: true });
    await button(page, "Just show it").tap();
    await idle(page);
    await button(page, "Run").tap();
    await ran(page, 12);
    await accessible(page);
    await screenshot(page, `map-390-${colorScheme}-running`, { fullPage: true });
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "sideways");
    await button(page, "Pause").tap();
    await canvas(page).scrollIntoViewIfNeeded();
    const box = await canvas(page).boundingBox();
    const [x, y] = [box.x + box.width * 0.5, box.y + box.height * 0.6];
    await page.touchscreen.tap(x, y);
    await until(async () => /^std [\d.]+, \d+ layers: /.test(await said(page, "readout")), "a tap asks");
    assert.ok(hash(page).includes("figure=map"), page.url());
    await page.touchscreen.tap(x, y);
    await until(async () => hash(page).includes("figure=lab"), () => page.url());
    quiet(page);
    await page.close();
  }
});
