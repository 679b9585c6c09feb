// How the lab teaches: the question before the answer, the four parts of a step, the way back through a run, new points,
// values under the pointer.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { drawn, figure, laid, quiet, reach, start, status, step, until } from "./lib/browser.mjs";

let browser;
before(async () => { browser = await start({ viewport: { width: 1280, height: 1400 } }); });
after(() => browser?.stop());

const button = (page, name) => figure(page).getByRole("button", { name, exact: true });
const part = (page, name) => figure(page).locator(`[data-part=${name}]`);

test("a first visit is asked, and the answer is held against the layer", async () => {
  const page = await browser.open();
  await drawn(page);
  assert.match(await part(page, "question").innerText(), /Where will layer 10 be\?/);
  assert.ok(await part(page, "verdict").isHidden());
  await button(page, "near 0").click();
  await until(() => part(page, "verdict").isVisible(), "the verdict is shown");
  assert.match(await status(page), /Not this time: layer 10 is spread out, std 0\.22/);
  quiet(page);
});

test("a control counts as an answer, and an address with a state is not asked", async () => {
  const page = await browser.open();
  await drawn(page);
  await figure(page).getByRole("radio", { name: "small", exact: true }).click();
  await until(() => part(page, "question").isHidden(), "the question goes");
  const other = await browser.open("init=he");
  await drawn(other);
  assert.ok(await part(other, "question").isHidden());
  quiet(page);
});

test("a preset sets up the lab and asks its own question", async () => {
  const page = await browser.open();
  await drawn(page);
  await page.locator("[data-preset]").getByRole("link", { name: "Too large", exact: true }).click();
  await until(async () => /What will layer 10/.test(await part(page, "question").innerText()), "the preset's question");
  assert.ok(new URL(page.url()).hash.includes("init=large"));
  await drawn(page);
  await button(page, "at ±1").click();
  await until(async () => /Yes: layer 10 is at its limits/.test(await status(page)), () => status(page));
  quiet(page);
});

test("the contents lead to every section, and a link of the text leads back to the line that it stands in", async () => {
  const page = await browser.open();
  await drawn(page);
  await laid(page);
  const links = page.getByRole("navigation", { name: "Contents" }).getByRole("link");
  assert.ok((await links.count()) > 10);
  for (const id of await links.evaluateAll((all) => all.map((one) => one.getAttribute("href").slice(1)))) {
    assert.equal(await page.locator(`h2[id="${id}"]`).count(), 1, id);
  }
  const address = page.url();
  await links.nth(3).click();
  const heading = page.locator(`h2[id="${(await links.nth(3).getAttribute("href")).slice(1)}"]`);
  await until(async () => Math.abs((await heading.boundingBox()).y) < 200, "the section is in sight");
  assert.equal(page.url(), address, "the address holds the configuration and no place");
  const link = page.locator("a.try[data-to=lab]").first();
  await link.scrollIntoViewIfNeeded();
  const place = await page.evaluate(() => scrollY);
  await link.click();
  await until(() => part(page, "came-from").isVisible(), "the way back is offered");
  assert.match(await part(page, "came-from").innerText(), /^Back to “.+”$/);
  assert.notEqual(page.url(), address);
  await part(page, "back").click();
  await until(async () => Math.abs((await page.evaluate(() => scrollY)) - place) < 5, async () => `back at ${place}, not ${await page.evaluate(() => scrollY)}`);
  assert.equal(page.url(), address);
  await until(() => part(page, "came-from").isHidden(), "there is no way back any more");
  quiet(page);
});

test("the four parts of a step, one at a time, then the step is made", async () => {
  const page = await browser.open("figure=lab&depth=4&width=20");
  await drawn(page);
  for (const name of ["Forward", "Cost", "Backward"]) {
    await button(page, name).click();
    await until(async () => (await part(page, "part-text").innerText()).startsWith(`${name}:`), `${name} is told`);
    await until(async () => (await button(page, name).getAttribute("aria-current")) === "step", `${name} is lit`);
    assert.equal(await step(page), 0);
  }
  await button(page, "Update").press("Enter");
  await reach(page, 1);
  await until(async () => /^Update: weights moved .* at layer 1/.test(await part(page, "part-text").innerText()), "Update is told");
  quiet(page);
});

test("the history goes back to step 0 and playing goes on from the newest", async () => {
  const page = await browser.open("figure=lab&depth=3&width=20&until=12&play=1");
  await reach(page, 12);
  const slider = figure(page).getByRole("slider", { name: "History", exact: true });
  await slider.focus();
  await page.keyboard.press("Home");
  await until(async () => (await step(page)) === 0, "step 0 is shown");
  assert.match(await status(page), /looking back from step 12/);
  await page.keyboard.press("End");
  await until(async () => (await step(page)) === 12, "step 12 is shown");
  await page.keyboard.press("Home");
  await button(page, "Step").click();
  await reach(page, 13);
  quiet(page);
});

test("a digit is drawn with the mouse and with the keyboard, and answered while training goes on", async () => {
  const page = await browser.open("figure=lab&depth=2&width=64&act=relu&init=he&until=200&play=1&speed=2");
  const pad = figure(page).getByRole("grid", { name: /Drawing of a digit/ });
  await drawn(page);
  const box = await pad.boundingBox();
  const at = (row, column) => [box.x + (box.width * (column + 0.5)) / 8, box.y + (box.height * (row + 0.5)) / 8];
  await page.mouse.move(...at(1, 4));
  await page.mouse.down();
  for (let row = 2; row < 7; row += 1) await page.mouse.move(...at(row, 4), { steps: 3 });
  await page.mouse.up();
  await until(async () => /The network sees a \d, with/.test(await part(page, "prediction").innerText()), "an answer");
  await reach(page, 200);
  const bars = await part(page, "probabilities").getByRole("listitem").count();
  assert.equal(bars, 10);
  await button(page, "Clear drawing").click();
  await pad.getByRole("gridcell").first().focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Space");
  await until(async () => (await pad.getByRole("gridcell", { name: /full/ }).count()) === 1, "one cell is full");
  quiet(page);
});

test("a point of the plane is asked by click and by typing", async () => {
  const page = await browser.open("figure=lab&data=moons&depth=2&width=16&until=20&play=1");
  await reach(page, 20);
  const plane = figure(page).locator("[data-chart=learned] .plot > canvas");
  const box = await plane.boundingBox();
  await plane.click({ position: { x: box.width / 2, y: box.height / 3 } });
  await until(async () => /^Class \d, with/.test(await part(page, "prediction").innerText()), "an answer");
  const before = await part(page, "prediction").innerText();
  await part(page, "point-x").fill("-5.5");
  await part(page, "point-y").fill("5");
  await until(async () => (await part(page, "prediction").innerText()) !== before, "another answer");
  quiet(page);
});

test("every chart tells the value under the pointer, and by the arrow keys", async () => {
  const page = await browser.open("figure=lab&depth=3&width=20&until=10&play=1");
  await reach(page, 10);
  const charts = { histograms: /^Input|Layer \d, (activations|gradients)/, depth: /^Input|Layer \d/, cost: /step|nat|held|training/i, accuracy: /%/ };
  for (const [name, words] of Object.entries(charts)) {
    const canvas = figure(page).locator(`[data-chart=${name}] .plot > canvas`);
    await canvas.focus();
    const readout = () => part(page, "readout").innerText();
    const before = await readout();
    for (let k = 0; k < 3 && (await readout()) === before; k += 1) await page.keyboard.press(k % 2 ? "ArrowDown" : "ArrowRight");
    assert.match(await readout(), words, name);
    assert.ok((await canvas.getAttribute("aria-label")).length > 20);
  }
  quiet(page);
});

test("a term of the text is explained to the pointer, the keyboard and a finger, and Escape takes that away", async () => {
  const page = await browser.open();
  await drawn(page);
  await laid(page);
  const tip = page.locator("[data-part=tip]");
  const term = page.locator("a.term", { hasText: /^variance$/ }).first();
  const meaning = /^The mean of the squared distances/;
  await term.scrollIntoViewIfNeeded();
  await term.hover();
  await until(async () => meaning.test(await tip.innerText()), "hovering explains");
  await page.mouse.move(5, 5);
  await until(() => tip.isHidden(), "the tip leaves with the pointer");
  await term.focus();
  await until(async () => meaning.test(await tip.innerText()), "focus explains");
  await page.keyboard.press("Escape");
  await until(() => tip.isHidden(), "Escape hides it");
  const address = page.url();
  await term.dispatchEvent("click");
  await until(async () => meaning.test(await tip.innerText()), "a tap explains");
  assert.equal(page.url(), address);
  assert.ok((await page.locator("dl.glossary dt").count()) >= 25);
  quiet(page);
});
