// A presentation: a teacher's states, each asked before it is answered, by keys, by a presenter in the hand, by the bar. And
// the list of keys.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessible, drawn, figure, quiet, screenshot, start, until } from "./lib/browser.mjs";

let browser;
before(async () => { browser = await start(); });
after(() => browser?.stop());

const present = (states, more = "") => `present=1&states=${encodeURIComponent(states)}${more}`;
const place = (page) => page.locator("[data-part=place]").innerText();
const bar = (page) => page.getByRole("complementary", { name: "Presentation", exact: true });
const is = (page, what) => until(async () => (await place(page)) === what, async () => `${await place(page)}, not ${what}`);
const veiled = (page) => page.evaluate(() => document.documentElement.hasAttribute("data-veiled"));
const seen = (page, selector) => page.locator(selector).first().evaluate((element) => element.checkVisibility({ visibilityProperty: true }));

test("forward answers, then goes on; back finds what was answered; loaded again it goes on where it was", async () => {
  const page = await browser.open(present("figure=lab&init=small&depth=5|figure=race&vary=norm|figure=cube"));
  await is(page, "1 of 3");
  await drawn(page);
  assert.equal(await seen(page, "[data-figure=lab] .verdict"), false);
  await page.keyboard.press("ArrowRight");
  await until(() => seen(page, "[data-figure=lab] .verdict"), "the verdict");
  assert.equal(await place(page), "1 of 3");
  await page.keyboard.press("ArrowRight");
  await is(page, "2 of 3");
  await until(() => figure(page, "Race").isVisible(), "the race alone");
  assert.equal(await veiled(page), true);
  await page.keyboard.press("ArrowLeft");
  await is(page, "1 of 3");
  assert.equal(await veiled(page), false);
  assert.ok(page.url().includes("init=small") && !page.url().includes("vary=norm"), page.url());
  await page.keyboard.press("ArrowRight");
  await is(page, "2 of 3");
  await page.reload();
  await is(page, "2 of 3");
  quiet(page);
});

test("a figure's own question is asked in every state, answered by the key, and a guess is answered too", async () => {
  const page = await browser.open(present("figure=contrast|figure=slopes&act=relu"));
  await is(page, "1 of 2");
  const ask = figure(page, "Contrast").locator("[data-part=ask]");
  await until(() => ask.isVisible(), "the question");
  await page.keyboard.press("a");
  await until(async () => !(await ask.isVisible()), "the question is answered");
  await page.keyboard.press("a");
  await until(() => ask.isVisible(), "it is asked again");
  await ask.locator("[data-answer]").first().click();
  await until(async () => !(await veiled(page)), "a guess is answered");
  assert.ok(await seen(page, "[data-figure=contrast] .reply"));
  quiet(page);
});

test("a control keeps its arrows and letters; a presenter in the hand turns from anywhere", async () => {
  const page = await browser.open(present("figure=lab&depth=5|figure=lab&depth=6"));
  await is(page, "1 of 2");
  await figure(page).getByRole("radio", { name: "He", exact: true }).focus();
  await page.keyboard.press("ArrowRight");
  await until(() => page.url().includes("init="), "the arrow chose an initializer");
  assert.equal(await veiled(page), true);
  await page.keyboard.press("PageDown");
  await until(async () => !(await veiled(page)), "Page Down answers");
  await page.keyboard.press("PageDown");
  await is(page, "2 of 2");
  await page.keyboard.press("PageUp");
  await is(page, "1 of 2");
  quiet(page);
});

test("a list beside the page is followed; one that is not there, or is no list, is named", async () => {
  const page = await browser.open(present("examples/lecture.json"));
  await is(page, "1 of 5");
  await until(() => figure(page, "Sum").isVisible(), "the first figure of the list");
  quiet(page);
  await page.close();
  for (const [file, words] of [["nowhere.json", "nowhere.json"], ["examples/broken.json", "broken.json"]]) {
    browser.faults.set("broken.json", 404);
    const bad = await browser.open(present(file));
    const alert = bad.getByRole("alert").filter({ hasText: words });
    await until(() => alert.isVisible(), `a word about ${file}`);
    await bad.close();
  }
});

test("type is large, lines are sharp, and only the figure is there", async () => {
  const plain = await browser.open("figure=lab&depth=5");
  await drawn(plain);
  const size = (page) => page.locator("[data-figure=lab] .chip").first().evaluate((chip) => chip.getBoundingClientRect().height);
  const small = await size(plain);
  await plain.close();
  for (const width of [1280, 1920]) {
    const page = await browser.open("figure=lab&depth=5&present=1");
    await page.setViewportSize({ width, height: width * 9 / 16 });
    await drawn(page);
    await until(() => bar(page).isVisible(), "the bar");
    await until(async () => (await size(page)) > 1.15 * small, async () => `${await size(page)} against ${small}`);
    // One device pixel of the canvas for one of the screen.
    const sharp = () => page.locator("[data-figure=lab] .plot[data-drawn] > canvas").first().evaluate((canvas) => canvas.width / (canvas.getBoundingClientRect().width * devicePixelRatio));
    await until(async () => Math.abs(await sharp() - 1) < 0.02, async () => `${await sharp()} pixels for one`);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
    assert.equal(await seen(page, "[data-figure=lab] .foot"), false);
    await page.keyboard.press("PageDown");
    await screenshot(page, `presentation-${width}`);
    await accessible(page);
    quiet(page);
    await page.close();
  }
});

test("End gives the figure back, and the address no longer presents", async () => {
  const page = await browser.open(present("figure=lab&depth=5|figure=cube"));
  await is(page, "1 of 2");
  await bar(page).getByRole("button", { name: "End", exact: true }).click();
  await until(async () => !(await bar(page).isVisible()), "the bar goes");
  assert.equal(await veiled(page), false);
  await until(() => !page.url().includes("present") && !page.url().includes("states"), () => page.url());
  quiet(page);
});

test("? shows the list of keys, closes it again, and gives the keyboard back", async () => {
  const page = await browser.open("figure=lab&depth=5");
  await drawn(page);
  const dialog = page.getByRole("dialog", { name: "Keys", exact: true });
  const play = figure(page).getByRole("button", { name: "Play", exact: true });
  await play.focus();
  await page.keyboard.press("?");
  await until(() => dialog.isVisible(), "the list of keys");
  await accessible(page, "dialog.keys");
  await screenshot(page, "keys");
  await page.keyboard.press("?");
  await until(async () => !(await dialog.isVisible()), "the list closes");
  assert.equal(await play.evaluate((button) => button === document.activeElement), true);
  quiet(page);
});
