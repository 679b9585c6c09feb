// The sweep as a reader uses it: a guess, Run, Pause, Cancel, points as they are measured, the finding.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { PHONE, accessible, asked, drawn, figure, frames, listen, looked, quiet, reach, screenshot, start, until } from "./lib/browser.mjs";

let browser;
before(async () => { browser = await start(); });
after(() => browser?.stop());

const sweep = (page) => figure(page, "Sweep");
const button = (page, name) => sweep(page).getByRole("button", { name, exact: true });
const said = (page, part) => sweep(page).locator(`[data-part=${part}]`).innerText();
const done = async (page) => Number((await said(page, "progress-text")).split(" ")[0]);
const canvas = (page, name) => sweep(page).locator(`[data-chart="${name}"] .plot > canvas`);
const ran = (page, least, timeout = 120000) => until(async () => (await done(page)) >= least, () => said(page, "progress-text"), timeout);

async function opened(more = "") {
  const page = await browser.open(`figure=sweep${more}`);
  await button(page, "about 3% too").waitFor();
  return page;
}

test("a guess shows the charts; Run, Pause and Cancel do what they say", async () => {
  const page = await opened();
  await button(page, "about 3% too").click();
  assert.match(await said(page, "reply"), /Press Run/);
  await until(async () => /stray.* mean: 0\.1\d+ at batch size 32, 1 at batch size 1/.test(await canvas(page, "sweep-noise").getAttribute("aria-label")), "the noise is measured");
  await button(page, "Run").click();
  await ran(page, 6);
  const bar = sweep(page).getByRole("progressbar");
  assert.ok(Number(await bar.getAttribute("value")) > 0);
  assert.match(await canvas(page, "sweep").getAttribute("aria-label"), /batch: \d/);
  await button(page, "Pause").click();
  await until(() => button(page, "Run").isVisible(), "Pause becomes Run");
  // What a worker has at hand comes to its end; then nothing more happens.
  await until(async () => (await sweep(page).getAttribute("data-state")) === "idle", "it waits");
  const waits = await done(page);
  await frames(page, 60);
  assert.ok((await done(page)) <= waits + 1);
  await button(page, "Run").click();
  await ran(page, waits + 3);
  await button(page, "Cancel").click();
  await until(() => button(page, "Run").isVisible(), "Cancel ends it");
  assert.ok(await button(page, "Cancel").isHidden());
  assert.match(await canvas(page, "sweep").getAttribute("aria-label"), /^Nothing has been run yet/);
  quiet(page);
});

test("a worker that dies loses one point, which is run again", async () => {
  const page = await browser.context.newPage();
  page.noise = listen(page);
  // The first worker dies in the middle of the work; those after it live.
  let workers = 0;
  await page.route(/worker-[0-9a-f]*\.js/, async (route) => {
    const response = await route.fetch();
    const death = workers++ ? "" : "; setTimeout(() => { throw new Error('out of breath'); }, 2500);";
    await route.fulfill({ response, body: `${await response.text()}${death}` });
  });
  await page.goto(`${browser.url}#figure=sweep&seed=2`);
  await page.waitForSelector("html[data-boot=ready]");
  await button(page, "Run").click();
  await until(() => workers >= 2, "the first worker is gone and another was made", 60000);
  await ran(page, (await done(page)) + 5);
  assert.ok(await sweep(page).locator("[data-part=error]").isHidden(), "nothing is lost that has to be told");
});

test("while it runs the lab trains, and it goes on out of sight", async () => {
  const page = await browser.open("");
  await drawn(page);
  await button(page, "twice as many").scrollIntoViewIfNeeded();
  await button(page, "twice as many").click();
  await button(page, "Run").click();
  await ran(page, 1);
  const lab = figure(page);
  await lab.scrollIntoViewIfNeeded();
  await lab.getByRole("button", { name: "Play", exact: true }).click();
  await reach(page, 20, { timeout: 90000 });
  await lab.getByRole("button", { name: "Pause", exact: true }).click();
  const before = await done(page);
  await sweep(page).scrollIntoViewIfNeeded();
  await ran(page, before + 2);
  quiet(page);
});

// How the guess is judged and what is found at the end are native tests (`src/figures/sweep.rs`, `src/lesson/sweep`).
test("what has been measured is listed and kept; a point answers", async () => {
  const page = await opened();
  await button(page, "more than 12%").click();
  await button(page, "Run").click();
  await ran(page, 12);
  await button(page, "Pause").click();
  await until(async () => (await sweep(page).getAttribute("data-state")) === "idle", "it waits");
  const measured = await done(page);
  assert.equal(await said(page, "finding"), "");
  assert.match(await said(page, "reply"), /^Press Run/);
  await button(page, "Show numbers").click();
  const table = sweep(page).getByRole("table", { name: "Sweep" });
  await until(async () => (await table.locator("tbody tr").count()) === measured, "a line for each point");
  assert.match(await asked(page, canvas(page, "sweep")), /^none, batch size 32: [\d.]+%$/);
  // Another network and back: what was measured is still there.
  const net = (name) => sweep(page).getByRole("radio", { name, exact: true });
  const label = () => canvas(page, "sweep").getAttribute("aria-label");
  const before = await label();
  await net("convolutional").check({ force: true });
  await until(async () => /^Nothing has been run yet/.test(await label()), "the other network has not been run");
  await net("dense").check({ force: true });
  await until(async () => (await label()) === before, label);
  await accessible(page);
  await screenshot(page, "sweep-1280", { fullPage: true });
  quiet(page);
});

test("on a phone and in the dark it is accessible and nothing scrolls sideways, before the answer and while it runs", async () => {
  const page = await browser.open("figure=sweep", PHONE);
  await button(page, "Just show it").waitFor();
  await looked(page, "sweep-question");
  await button(page, "Just show it").click();
  await button(page, "Run").click();
  await ran(page, 6);
  await looked(page, "sweep");
  quiet(page);
});
