// The race: rows in lockstep, each the same run as the lab's, rows that stop, switches, links, results.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { EVERY_LOOK, PHONE, figure, looked, quiet, raceBegun, reach, start, statistics, status, step, table, until } from "./lib/browser.mjs";

let browser;
before(async () => { browser = await start(); });
after(() => browser?.stop());

const SMALL = "depth=3&width=20&seed=5";
const race = (page) => figure(page, "Race");
const button = (page, name) => race(page).getByRole("button", { name, exact: true });
const row = (page, name) => race(page).getByRole("listitem").filter({ has: page.getByRole("checkbox", { name: `Run ${name}`, exact: true }) });
const accuracy = (page, name) => row(page, name).locator("[data-part=row-accuracy]").innerText();

// Opens the race with `more` and waits until every row shows its step 0.
async function open(more = "") {
  const page = await browser.open(`figure=race&${SMALL}${more}`);
  await raceBegun(page);
  return page;
}

test("every value of the varied key is a row, and all stand at the same step", async () => {
  const page = await open("&vary=opt&until=12&play=1");
  await reach(page, 12, { figure: "Race" });
  await button(page, "Show numbers").click();
  const rows = await table(page, "Results");
  assert.deepEqual(rows.map((one) => one.optimizer), ["SGD", "momentum", "RMSprop", "Adam"]);
  assert.equal(await step(page, "Race"), 12);
  quiet(page);
});

test("Play pressed before the race knows that it is in sight is not lost", async () => {
  const page = await browser.open(`${SMALL}&until=12`);
  await page.waitForSelector("html[data-worker=ready]");
  await button(page, "Play").evaluate((play) => play.click());
  await race(page).scrollIntoViewIfNeeded();
  await reach(page, 12, { figure: "Race" });
  quiet(page);
});

test("a row is bit for bit the run that the lab makes of it", async () => {
  const page = await open("&vary=init&until=15&speed=5&play=1");
  await reach(page, 15, { figure: "Race" });
  await button(page, "Show numbers").click();
  const rows = await table(page, "Results");
  for (const [name, key] of [["small", "init=small"], ["He", "init=he"], ["orthogonal", "init=orthogonal"]]) {
    const { rows: layers } = await statistics(browser, `${SMALL}&${key}`, 15);
    const found = rows.find((one) => one.initializer === name);
    assert.equal(found["std at first layer"], layers[0]["activation std"], name);
    assert.equal(found["std at last layer"], layers.at(-1)["activation std"], name);
  }
  quiet(page);
});

test("a row that diverged stops and says when, the others go on", async () => {
  const page = await open("&vary=opt&act=relu&init=large&depth=8&width=64&until=30&play=1&speed=3");
  await reach(page, 30, { figure: "Race", timeout: 60000 });
  const words = await race(page).locator("[data-part=row-verdict]").allInnerTexts();
  assert.ok(words.some((text) => /diverged at step \d+/.test(text)), words.join(" | "));
  assert.match(await status(page, "Race"), /stopped/);
  quiet(page);
});

test("a row can be switched off, and catches up when it comes back", async () => {
  const page = await open("&vary=scaling");
  const box = race(page).getByRole("checkbox", { name: "Run raw", exact: true });
  await box.focus();
  await page.keyboard.press("Space");
  for (let k = 1; k <= 4; k += 1) {
    await button(page, "Step").click();
    await reach(page, k, { figure: "Race" });
  }
  const before = await accuracy(page, "raw");
  await box.check();
  await button(page, "Show numbers").click();
  await button(page, "Step").click();
  await reach(page, 5, { figure: "Race" });
  await until(async () => (await table(page, "Results")).length === 3, "three results");
  const { rows: alone } = await statistics(browser, `${SMALL}&scaling=raw`, 5);
  const found = (await table(page, "Results")).find((one) => one["input scaling"] === "raw");
  assert.equal(found["std at last layer"], alone.at(-1)["activation std"], `was at ${before}`);
  quiet(page);
});

test("a row opens in the lab with its configuration", async () => {
  const page = await open("&vary=act");
  await race(page).getByRole("link", { name: "ReLU: open in the lab", exact: true }).click();
  await until(() => figure(page).isVisible(), "the lab is shown");
  assert.ok(new URL(page.url()).hash.includes("act=relu"));
  assert.ok(await figure(page).getByRole("radio", { name: "ReLU", exact: true }).isChecked());
  quiet(page);
});

test("Vary, Play, Pause, Step, Restart and New seed by keyboard; the CSV holds the results", async () => {
  const page = await open("&vary=opt");
  for (const [name, reached] of [["Step", 1], ["Step", 2]]) {
    await button(page, name).press("Enter");
    await reach(page, reached, { figure: "Race" });
  }
  await button(page, "Play").press("Enter");
  await reach(page, 6, { figure: "Race" });
  await button(page, "Pause").press("Enter");
  await button(page, "Restart").press("Enter");
  await until(async () => (await step(page, "Race")) === 0, "the race begins again");
  await button(page, "New seed").press("Enter");
  await until(async () => !new URL(page.url()).hash.includes("seed=5"), "another seed");
  await race(page).getByRole("radio", { name: "optimizer", exact: true }).press("ArrowRight");
  await until(async () => new URL(page.url()).hash.includes("vary=lr"), "the next key varies");
  await button(page, "Show numbers").click();
  await until(async () => (await table(page, "Results")).length > 3, "its rows");
  const rows = await table(page, "Results");
  const [download] = await Promise.all([page.waitForEvent("download"), button(page, "Download CSV").click()]);
  const lines = (await readFile(await download.path(), "utf8")).trim().split("\n");
  assert.equal(lines.length, rows.length + 2);
  assert.match(lines[0], /v=\d/);
  quiet(page);
});

test("on a phone and in the dark it is accessible and nothing scrolls sideways", async () => {
  const page = await browser.open("figure=race&vary=norm&depth=6&width=24&until=10&play=1", PHONE);
  await reach(page, 10, { figure: "Race", timeout: 60000 });
  await looked(page, "race", EVERY_LOOK);
  await button(page, "Histograms of batch").click();
  await looked(page, "race-row", EVERY_LOOK.slice(2));
  quiet(page);
});

test("a race that would need too much memory is refused with the figure", async () => {
  const page = await browser.open("figure=race&depth=50&width=512&batch=512&opt=adam");
  const fault = figure(page, "Race").locator("[data-part=error]");
  await until(() => fault.isVisible(), "the refusal is shown");
  assert.match(await fault.innerText(), /need about [\d,]+ megabytes of memory; the limit is 1,024/);
  quiet(page);
});

test("a guess about the race is judged at step 200, by how the rows stand", async () => {
  const page = await browser.open("figure=race&depth=3&width=30&until=200&speed=20");
  const region = figure(page, "Race");
  const reply = region.locator("[data-part=reply]");
  await region.getByRole("button", { name: "small will lead", exact: true }).click();
  await until(async () => /You say small\. At step 200/.test(await reply.innerText()), () => reply.innerText());
  await region.getByRole("button", { name: "Play", exact: true }).click();
  await until(async () => /^You said small: it has [\d.]+% right\. .+ leads with [\d.]+%\./.test(await reply.innerText()), () => reply.innerText(), 60000);
  await region.getByRole("button", { name: "Restart", exact: true }).click();
  quiet(page);
});

// How often each chart of the race has been drawn from now on, by its name; a strip is `strip`.
async function counted(page) {
  await page.evaluate(() => {
    const pictures = (globalThis.pictures = {}), plain = CanvasRenderingContext2D.prototype.drawImage;
    // Each picture of a chart begins with its still layer.
    CanvasRenderingContext2D.prototype.drawImage = function (...given) {
      const name = this.canvas.closest("[data-chart]")?.dataset.chart ?? "strip";
      if (this.canvas.isConnected) pictures[name] = (pictures[name] ?? 0) + 1;
      return plain.apply(this, given);
    };
  });
  return (name) => page.evaluate((one) => globalThis.pictures[one] ?? 0, name);
}

test("while it plays, charts out of sight wait; they are drawn when they come into sight, for a file, and when it pauses", async () => {
  const page = await open("&vary=init&play=1");
  await page.setViewportSize({ width: 1280, height: 420 });
  const chart = race(page).locator("[data-chart]").last();
  const name = await chart.getAttribute("data-chart");
  const outOfSight = () => chart.locator(".plot[data-unseen]").waitFor({ state: "attached" });
  await outOfSight();
  const pictures = await counted(page);
  // What it was to say when it went out of sight it still says.
  const said = () => chart.locator(".plot > canvas").getAttribute("aria-label");
  const [before, label] = [await step(page, "Race"), await said()];
  await reach(page, before + 40, { figure: "Race" });
  assert.ok((await pictures("strip")) > 0);
  assert.equal(await pictures(name), 0, "nobody sees it");
  assert.notEqual(await said(), label, "who cannot see it hears of it all the same");
  // A click by a pointer would scroll.
  await Promise.all([page.waitForEvent("download"), button(page, "Download SVG").evaluate((save) => save.click())]);
  assert.equal(await pictures(name), 1, "a file shows it as it is now");
  await chart.scrollIntoViewIfNeeded();
  await until(async () => (await pictures(name)) > 2, "it is drawn where it is seen");
  await button(page, "Pause").click();
  await outOfSight();
  const drawn = await pictures(name);
  await button(page, "Step").click();
  await until(async () => (await pictures(name)) > drawn, "it is drawn where nothing plays");
  quiet(page);
});
