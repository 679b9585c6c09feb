// Why, as a reader uses it: a guess, three runs, the step by slider, the reader's own verdict.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { PHONE, accessible, figure, looked, quiet, start, until } from "./lib/browser.mjs";

let browser;
before(async () => { browser = await start(); });
after(() => browser?.stop());

const why = (page) => figure(page, "Why");
const button = (page, name) => why(page).getByRole("button", { name, exact: true });
const said = (page, part) => why(page).locator(`[data-part=${part}]`).innerText();
const canvas = (page, name) => why(page).locator(`[data-chart="${name}"] .plot > canvas`);
const label = (page, name) => canvas(page, name).getAttribute("aria-label");
const found = (page) => until(async () => (await said(page, "finding")).length > 0, () => said(page, "progress-text"), 120000);

test("the guess is judged by the three runs, Pause holds them and Run goes on from there, the step is chosen by slider, and the reader's verdict is answered", async () => {
  const page = await browser.open("figure=why");
  await button(page, "as slow as without").click();
  assert.match(await said(page, "reply"), /^Press Run/);
  await button(page, "Run").click();
  await until(async () => /none: /.test(await label(page, "why-accuracy")), "points come as they are measured");
  // Paused, it waits, and goes on from there.
  const bar = why(page).getByRole("progressbar");
  await until(async () => Number(await bar.getAttribute("value")) > 0.05, "it runs");
  await button(page, "Pause").click();
  await until(() => button(page, "Run").isVisible(), "it waits");
  const reached = Number(await bar.getAttribute("value"));
  await button(page, "Run").click();
  assert.ok(Number(await bar.getAttribute("value")) >= reached, "nothing is lost");
  await found(page);
  assert.match(await said(page, "reply"), /^Not at all: 9[\d.]+% with the noise/);
  const [none, batch, noise] = (await said(page, "finding")).match(/by ([\d.]+) without, ([\d.]+) with batch norm and ([\d.]+)/).slice(1).map(Number);
  assert.ok(noise > 2 * none && none > 20 * batch, await said(page, "finding"));
  const at20 = await label(page, "why-along");
  assert.match(at20, /at step 20, .*none: [\d.]+ at the present point, \d\d[\d.]* at rate 0\.8/);
  await why(page).getByRole("slider", { name: "At step" }).focus();
  for (let i = 0; i < 4; i += 1) await page.keyboard.press("ArrowRight");
  await until(async () => /at step 100,/.test(await label(page, "why-along")), () => label(page, "why-along"));
  await until(() => page.url().includes("why-step=100"), () => page.url());
  await button(page, "it holds inputs still").click();
  await until(async () => /^Still inputs\. Against you:/.test(await why(page).locator("[data-out=why-decided]").innerText()), "the verdict is answered");
  await button(page, "Show numbers").click();
  await until(async () => (await why(page).getByRole("table", { name: "Why" }).locator("tbody tr").count()) === 63, "a line for each measurement");
  await accessible(page);
  quiet(page);
});

test("on a phone and in the dark it is accessible and nothing scrolls sideways, before the answer and after; a link says the step", async () => {
  const page = await browser.open("figure=why", PHONE);
  await button(page, "Just show it").waitFor();
  await looked(page, "why-question");
  await button(page, "Just show it").click();
  await page.evaluate(() => { location.hash += "&why-step=40"; });
  await button(page, "Run").click();
  await found(page);
  assert.match(await label(page, "why-along"), /at step 40,/);
  await button(page, "it smooths the cost").click();
  await looked(page, "why");
  quiet(page);
});
