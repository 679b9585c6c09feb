// The teacher's pages as a browser shows them, and the challenges that they lead to, judged in the lab.

import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { drawn, figure, listen, quiet, reach, rules, screenshot, start, until } from "./lib/browser.mjs";
import { DIST } from "./lib/server.mjs";

const part = (page, name) => figure(page).locator(`[data-part=${name}]`);
const button = (page, name) => figure(page).getByRole("button", { name, exact: true });

let browser;
before(async () => { browser = await start(); });
after(async () => { await browser?.stop(); });

async function visit(name) {
  const page = await browser.context.newPage();
  page.noise = listen(page);
  await page.goto(`${browser.url}teach/${name}`);
  return page;
}

test("every page is accessible, as wide as a phone, and quiet", async () => {
  const names = (await readdir(join(DIST, "teach"))).filter((name) => !/^worksheet-(?!3\b)/.test(name));
  assert.ok(names.length > 18, String(names));
  for (const name of names) {
    const page = await visit(name);
    await rules(page);
    await page.setViewportSize({ width: 390, height: 800 });
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name} scrolls sideways`);
    quiet(page);
    await page.close();
  }
});

test("the links of a page open their states in one tab", async () => {
  const page = await visit("lab.html");
  const link = (name) => page.getByRole("link", { name, exact: true }).first();
  const [lesson] = await Promise.all([page.waitForEvent("popup"), link("small weights").click()]);
  await lesson.waitForSelector("html[data-boot=ready][data-only=lab]");
  assert.ok(await lesson.getByRole("radio", { name: "small", exact: true }).isChecked());
  await link("large weights").click();
  await lesson.getByRole("radio", { name: "large", exact: true, checked: true }).waitFor();
  assert.equal(browser.context.pages().filter((one) => one.url().includes("index.html#")).length, 1);
  await screenshot(page, "teacher-lab", { fullPage: true });
});

test("the lesson's footer leads to the teacher's pages", async () => {
  const page = await browser.open();
  await page.getByRole("link", { name: "For teachers" }).click();
  await page.getByRole("heading", { level: 1, name: "For teachers" }).waitFor();
});

const standing = (page) => part(page, "challenge-standing").innerText();
const says = (page, words) => until(async () => words.test(await standing(page)), async () => `${words}: ${await standing(page)}`);

test("a challenge about a start is judged at once", async () => {
  const page = await browser.open("figure=lab&challenge=blind");
  await drawn(page);
  await says(page, /^Not reached: 97% at step 0/);
  await figure(page).getByRole("radio", { name: "sigmoid", exact: true }).check();
  await says(page, /^Reached: <0\.1%/);
  await figure(page).getByRole("radio", { name: "He", exact: true }).check();
  await says(page, /^You have changed 2 things, and only one may be/);
  await screenshot(page, "challenge-blind");
  quiet(page);
});

test("a challenge is decided at its step, what is fixed is named, and Reset goes back to its start", async () => {
  const page = await browser.open("figure=lab&data=units&scaling=raw&depth=2&width=32&batch=64&until=300&speed=20&challenge=cars");
  await drawn(page);
  await says(page, /^Not decided yet: press Play and wait for step 300/);
  await button(page, "Play").click();
  await reach(page, 300);
  await says(page, /^Not reached: 50%/);
  await figure(page).getByRole("radiogroup", { name: "Input scaling" }).getByRole("radio", { name: "standard", exact: true }).check();
  await says(page, /^Not decided yet/);
  await button(page, "Play").click();
  await reach(page, 300);
  await says(page, /^Reached: 99\.5% at step 300/);
  await figure(page).getByRole("radiogroup", { name: "Data" }).getByRole("radio", { name: "moons", exact: true }).check();
  await says(page, /^Data has to stay as it was/);
  await button(page, "Reset").click();
  await until(async () => /data=units&scaling=raw/.test(page.url()), "the start is back");
  await says(page, /^Not decided yet/);
  quiet(page);
});

test("without a challenge the lab says nothing of one", async () => {
  const page = await browser.open("figure=lab");
  await drawn(page);
  assert.ok(await part(page, "challenge").isHidden());
  quiet(page);
});
