// Every link of the text that sets up a figure: it opens the state that it names, says nothing is amiss, and shows the figure.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { drawn, laid, quiet, start, until } from "./lib/browser.mjs";

let browser;
before(async () => { browser = await start(); });
after(() => browser?.stop());

// What of a link's keys the page does not show as it says: a value is a chosen control or a field's.
const amiss = (page, query) => page.evaluate((query) => {
  const wrong = [];
  for (const [key, value] of new URLSearchParams(query)) {
    const choices = [...document.querySelectorAll(`input[data-set="${key}=${value}"]`)];
    const fields = [...document.querySelectorAll(`input[data-key="${key}"]`)];
    const number = (field) => ("log" in field.dataset ? Number(field.getAttribute("aria-valuetext")) : Number(field.value));
    const shown = choices.some((choice) => choice.checked) || fields.some((field) => Math.abs(number(field) / Number(value) - 1) < 0.02 || field.value === value);
    if (!shown && (choices.length || fields.length)) wrong.push(`${key}=${value}`);
    if (!choices.length && !fields.length && !decodeURIComponent(location.hash).includes(`${key}=${value}`)) wrong.push(`${key}=${value} is nowhere`);
  }
  return wrong;
}, query);

test("every link of the text opens its state without a notice, and its figure is in sight", async () => {
  const page = await browser.open("");
  await drawn(page);
  const links = await page.evaluate(() => [...document.querySelectorAll("a[data-to]")].map((link) => [link.getAttribute("href").slice(1), link.dataset.to]));
  assert.ok(links.length > 50, `${links.length} links`);
  for (const [at, [query, to]] of links.entries()) {
    await page.evaluate((at) => {
      // Links in folds are there, too.
      const link = document.querySelectorAll("a[data-to]")[at];
      link.closest("details")?.setAttribute("open", "");
      link.click();
    }, at);
    await until(async () => (await amiss(page, query)).length === 0, async () => `${query}: ${await amiss(page, query)}`);
    assert.equal(await page.locator("[data-part=notices] p").count(), 0, query);
    const seen = () => page.evaluate((to) => {
      const place = document.querySelector(`[data-figure="${to}"]`).getBoundingClientRect();
      return place.top < innerHeight && place.bottom > 0;
    }, to);
    await until(seen, `${query}: ${to} is in sight`);
  }
  quiet(page);
});

test("a link to a section opens at it, one that is followed before the program runs ends there, and a page loaded again stays", async () => {
  for (const width of [1280, 390]) {
    const page = await browser.open("", { width, height: 800 });
    const sections = await page.evaluate(() => [...document.querySelectorAll("h2[id]")].map((one) => one.id));
    const id = sections[Math.floor(sections.length * 0.7)];
    const top = (page) => page.evaluate((id) => document.getElementById(id).getBoundingClientRect().top, id);
    const arrived = (page, what) => until(async () => Math.abs(await top(page)) < 2, async () => `${what} at ${width} px: #${id} is at ${await top(page)}`);
    await page.close();

    const straight = await browser.open(id, { width, height: 800 });
    await laid(straight);
    await arrived(straight, "opened");
    await straight.reload();
    await laid(straight);
    await arrived(straight, "loaded again");
    quiet(straight);

    const still = await browser.context.newPage();
    await still.setViewportSize({ width, height: 800 });
    await still.route("**/*.wasm", (route) => route.abort());
    await still.goto(browser.url);
    await still.locator(`.contents a[href="#${id}"]`).click();
    await arrived(still, "followed at once");
    await still.close();
  }
});
