// Quiet or gone as a reader uses it: a guess, starts and depths by buttons, two digits by sliders.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { PHONE, asked, figure, looked, quiet as silent, start, until } from "./lib/browser.mjs";

let browser;
before(async () => { browser = await start(); });
after(() => browser?.stop());

const quiet = (page) => figure(page, "Quiet or gone");
const button = (page, name) => quiet(page).getByRole("button", { name, exact: true });
const said = (page, part) => quiet(page).locator(`[data-part=${part}]`).innerText();
const canvas = (page, name) => quiet(page).locator(`[data-chart="${name}"] .plot > canvas`);
const hash = (page) => decodeURIComponent(new URL(page.url()).hash.slice(1)).split("&");
const found = (page, pattern) => until(async () => pattern.test(await said(page, "finding")), () => said(page, "finding"), 60000);

for (const [answer, judged] of [["one in ten: it is gone", /^Far more: 9\d/], ["about half", /^More: 9\d/], ["nine in ten", /^Yes: 9\d/]]) {
  test(`the guess “${answer}” is judged by the reader of the network that is asked about`, async () => {
    const page = await browser.open("figure=quiet");
    await button(page, answer).click();
    await until(async () => judged.test(await said(page, "reply")), () => said(page, "reply"), 60000);
    assert.ok(hash(page).includes("init=small"), page.url());
    await found(page, /^At layer 10 the std is [\d.]+·10⁻¹¹, and yet .*: faint, not gone\.$/);
    silent(page);
    await page.close();
  });
}

test("large tanh is gone, ReLU fades with depth, and a trained network has no prediction", async () => {
  const page = await browser.open("figure=quiet&init=large&act=tanh");
  await found(page, /: gone\.$/);
  assert.deepEqual(await Promise.all(["large", "tanh", "He"].map((name) => button(page, name).getAttribute("aria-pressed"))), ["true", "true", "false"]);
  assert.match(await canvas(page, "quiet-cosine").getAttribute("aria-label"), /predicted: [−\d.]+ at layer 1/);
  await button(page, "He").click();
  await button(page, "ReLU").click();
  await button(page, "30").click();
  await found(page, /^At layer 30 .*: fading, however loud\.$/);
  assert.ok(hash(page).includes("depth=30") && hash(page).includes("act=relu"), page.url());
  await button(page, "after 200 steps").click();
  await until(async () => !/predicted/.test(await canvas(page, "quiet-cosine").getAttribute("aria-label")), "no prediction", 60000);
  assert.ok(hash(page).includes("quiet-stage=trained"), page.url());
  silent(page);
});

test("two digits are chosen by slider and followed through the layers; numbers and marks can be asked", async () => {
  const page = await browser.open("figure=quiet&init=xavier&act=tanh&quiet-a=1&quiet-b=7");
  await found(page, /: kept\.$/);
  assert.match(await canvas(page, "quiet-cosine").getAttribute("aria-label"), /1 and 7: /);
  await quiet(page).getByRole("slider", { name: "First digit" }).focus();
  await page.keyboard.press("ArrowRight");
  await until(async () => /2 and 7: /.test(await canvas(page, "quiet-cosine").getAttribute("aria-label")), "the pair follows");
  await until(() => hash(page).includes("quiet-a=2"), () => page.url());
  await button(page, "Show numbers").click();
  const table = quiet(page).getByRole("table", { name: "Quiet or gone" });
  await until(async () => (await table.locator("tbody tr").count()) === 11, "the input and ten layers");
  assert.match(await asked(page, canvas(page, "quiet-reader")), /^reader, the input: [\d.]+%/);
  silent(page);
});

test("on a phone and in the dark it is accessible and nothing scrolls sideways, before the answer and after", async () => {
  const page = await browser.open("figure=quiet", PHONE);
  await button(page, "Just show it").waitFor();
  await looked(page, "quiet-question");
  await button(page, "Just show it").click();
  await found(page, /faint, not gone/);
  await looked(page, "quiet");
  silent(page);
});
