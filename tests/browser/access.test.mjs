// For everyone: what a second engine beside axe finds in the whole article, zoom to 400%, and the first screen of a phone.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { LOOKS, PHONE, drawn, figure, frames, laid, quiet, reach, screenshot, start, turn, until } from "./lib/browser.mjs";

let browser;
before(async () => { browser = await start(); });
after(() => browser?.stop());

const ENGINE = createRequire(import.meta.url).resolve("accessibility-checker-engine/ace.js");

// Every figure is asked for by its name in the address, so a new one is looked at as well.
const names = (page) => page.evaluate(() => [...document.querySelectorAll("[data-figure]")].map((one) => one.dataset.figure));

// What breaks WCAG 2.2 in IBM's reading, as rule, place and reason.
function violations(page) {
  return page.evaluate(async () => {
    const report = await new globalThis.ace.Checker().check(document, ["WCAG_2_2"]);
    if (report.results.length < 1000) throw new Error(`the engine looked at ${report.results.length} things only`);
    const broken = report.results.filter(({ value }) => value[0] === "VIOLATION" && value[1] === "FAIL");
    return broken.map(({ ruleId, path, message, snippet }) => `${ruleId}: ${message}: ${path.dom}: ${snippet.slice(0, 200)}`);
  });
}

test("a second engine finds nothing that breaks WCAG 2.2 in the article and its figures, on a phone in the dark and on a wide screen", async () => {
  const page = await browser.open("", PHONE);
  await laid(page);
  for (const show of await page.getByRole("button", { name: "Just show it", exact: true }).all()) {
    if (await show.isVisible()) await show.click();
  }
  // The engine tells its progress on the console.
  quiet(page);
  await page.evaluate(await readFile(ENGINE, "utf8"));
  for (const look of [...LOOKS].reverse()) {
    await turn(page, look);
    assert.deepEqual(await violations(page), [], JSON.stringify(look));
  }
});

test("at 400%, in a low window of 320 px, every figure and the text keep to their column, nothing stays in the way, and what is pressed works", async () => {
  // 1280 x 1024 pixels, enlarged four times.
  const other = await start({ viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 });
  try {
    const page = await other.open();
    await laid(page);
    const wide = () => page.evaluate(() => {
      const scrolls = (element) => element.closest(".scroll, .chips, pre, .code, table, [role=region][tabindex]");
      const beyond = [...document.querySelectorAll("body *")].filter((one) => one.checkVisibility() && !scrolls(one) && one.getBoundingClientRect().right > innerWidth + 1);
      return document.documentElement.scrollWidth > innerWidth ? beyond.map((one) => `${one.tagName}.${one.className} in ${one.closest("[data-figure]")?.dataset.figure}`) : [];
    });
    assert.deepEqual(await wide(), []);
    // Each as a first visit has it, with its question, and as a link to a state has it.
    for (const name of await names(page)) {
      for (const query of [`figure=${name}`, `figure=${name}&init=he`]) {
        await page.evaluate((address) => { location.hash = address; }, query);
        await page.waitForSelector(`[data-figure="${name}"][data-alone]`);
        await laid(page);
        await frames(page, 3);
        const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(beyond <= 0, `${query} scrolls sideways, by ${beyond} px`);
        const stuck = await page.evaluate(() => [...document.querySelectorAll("[data-alone] *")].filter((one) => getComputedStyle(one).position === "sticky").length);
        assert.equal(stuck, 0, `${query}: in a low window nothing stays in the way`);
      }
    }
    await page.close();
    const lab = await other.open("figure=lab&depth=3");
    await drawn(lab);
    await figure(lab).getByRole("button", { name: "Step", exact: true }).click();
    await reach(lab, 1);
    quiet(lab);
  } finally {
    await other.stop();
  }
});

test("a phone's first screen has the choice of initializer and the picture together", async () => {
  const other = await start({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 });
  try {
    const page = await other.open();
    await drawn(page);
    const boxes = async () => {
      const chips = await figure(page).getByRole("radiogroup", { name: "Initializer", exact: true }).boundingBox();
      const plot = await figure(page).locator("[data-chart=histograms] .plot").boundingBox();
      return { top: chips.y, bottom: 844 - plot.y };
    };
    const { top, bottom } = await boxes();
    assert.ok(top > 0 && bottom > 150, `${bottom} pixels of the picture are on the first screen`);
    await screenshot(page, "phone-first-screen");
    // A value that a link chose is in sight, though its row goes on to the right.
    const linked = await other.open("norm=weight-mean-batch");
    await drawn(linked);
    const chip = linked.locator(".lab label.chip:has(input[value=weight-mean-batch])").first();
    await until(async () => { const box = await chip.boundingBox(); return box.x >= 0 && box.x + box.width <= 390; }, async () => JSON.stringify(await chip.boundingBox()));
    quiet(page);
  } finally {
    await other.stop();
  }
});
