// Time as a reader uses it: a guess first, sequences longer than any in training, what batch norm uses there, one step looked at.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { PHONE, asked, figure, looked, quiet, start, taken, until } from "./lib/browser.mjs";

let browser;
before(async () => { browser = await start(); });
after(() => browser?.stop());

const time = (page) => figure(page, "Time");
const button = (page, name) => time(page).getByRole("button", { name, exact: true });
const slider = (page, name) => time(page).getByRole("slider", { name, exact: true });
const said = (page, part) => time(page).locator(`[data-part=${part}]`).innerText();
const out = (page, name) => time(page).locator(`[data-out="time-${name}"]`).first().textContent();
const canvas = (page, name) => time(page).locator(`[data-chart="time-${name}"] .plot > canvas`);
const shown = (page, name) => canvas(page, name).getAttribute("aria-label");
const hash = (page) => decodeURIComponent(new URL(page.url()).hash.slice(1)).split("&");
const found = (page, pattern) => until(async () => pattern.test(await said(page, "finding")), () => said(page, "finding"), 60000);

for (const [answer, judged] of [["it computes them from the sequence", /^It could, if there were a batch/], ["it takes the set that all steps share", /^There is no such set/], ["it has none, and stops", /^Yes, it stops at step 17: the 1,536 stored/]]) {
  test(`the guess “${answer}” is judged by the run`, async () => {
    const page = await browser.open("figure=time");
    await button(page, answer).click();
    await until(async () => judged.test(await said(page, "reply")), () => said(page, "reply"), 60000);
    assert.ok(hash(page).includes("time-length=64"), page.url());
    await found(page, /^Batch norm stops at step 17: none of its 1,536 stored numbers is for it\./);
    assert.match(await shown(page, "right"), /batch norm: \d+% at step 1, 100% at step 16\./);
    quiet(page);
    await page.close();
  });
}

test("what batch norm uses past training is chosen, and the step looked at follows slider and keys", async () => {
  // A link that sets something has nothing to ask.
  const page = await browser.open("figure=time&time-length=40");
  await found(page, /^Batch norm stops at step 17/);
  for (const [name, key, pattern] of [["step 16’s", "last", /^With what was stored for step 16/], ["the average", "average", /^With the average of all 16 steps/], ["the batch’s own", "own", /^With the mean and variance of the sequences at hand/]]) {
    await button(page, name).click();
    await found(page, pattern);
    assert.ok(hash(page).includes(`time-past=${key}`), page.url());
    assert.match(await shown(page, "state"), /batch norm.* at step 40\. At 16: end of training\./);
  }
  await button(page, "layer norm").click();
  await until(async () => (await out(page, "method")) === "layer norm", "another cell");
  const [step, length] = [slider(page, "Time step"), slider(page, "Sequence length")];
  await step.focus();
  const before = await out(page, "std-layer");
  for (let i = 0; i < 4; i += 1) await page.keyboard.press("ArrowRight");
  await until(async () => hash(page).includes("time-step=12"), () => page.url());
  await until(async () => (await out(page, "std-layer")) !== before && /at step 12/.test(await shown(page, "bins")), "the step is read out");
  await page.keyboard.press("End");
  await until(async () => (await step.getAttribute("aria-valuetext")) === "40", "the last step");
  await length.focus();
  await page.keyboard.press("Home");
  await until(async () => (await step.getAttribute("aria-valuetext")) === "1", "a step past the length is the last one");
  quiet(page);
});

test("the same link gives the same numbers, another seed others; numbers, files and marks", async () => {
  const lines = async (more) => {
    const page = await browser.open(`figure=time&time-length=20&time-past=last${more}`);
    await found(page, /^With what was stored for step 16/);
    await button(page, "Show numbers").click();
    const table = time(page).getByRole("table", { name: "Time" });
    await until(async () => (await table.locator("tbody tr").count()) === 20, "a line for each step");
    return [page, await table.locator("tbody").innerText()];
  };
  const [page, first] = await lines("");
  assert.match(await asked(page, canvas(page, "state")), /^batch norm, step \d+: −?[\d.·⁻⁰-⁹]+ \(−[\d.]+ to [\d.]+\)/);
  await page.keyboard.press("Escape");
  assert.match(await asked(page, canvas(page, "statistics")), /^(stored|met), step \d+: /);
  await page.keyboard.press("Escape");
  const csv = (await taken(page, time(page), "CSV")).toString();
  assert.match(csv, /^# .*time-length=20.*v=\d/);
  assert.match((await taken(page, time(page), "SVG")).toString(), /end of training/);
  assert.deepEqual([...(await taken(page, time(page), "PNG")).subarray(1, 4)], [...Buffer.from("PNG")]);
  quiet(page);
  await page.close();
  const [again, same] = await lines("");
  assert.equal(same, first);
  await again.close();
  const [other, numbers] = await lines("&seed=2");
  assert.notEqual(numbers, first);
  await other.close();
});

test("training comes in small pieces, over many frames", async () => {
  const page = await browser.open("figure=time&time-length=20");
  await found(page, /^Batch norm stops at step 17/);
  const seen = page.evaluate(() => new Promise((done) => {
    const [place, texts] = [document.querySelector("[data-figure=time]"), new Set()];
    const look = () => {
      texts.add(place.querySelector("[data-out=time-updates]").textContent);
      if (place.dataset.state === "idle" && texts.size > 1) done([...texts]);
      else requestAnimationFrame(look);
    };
    look();
  }));
  await page.evaluate(() => { location.hash += "&seed=5"; });
  const counts = await seen;
  assert.ok(counts.length > 10, counts.join(" "));
  assert.equal(await out(page, "updates"), "300");
  quiet(page);
});

test("on a phone and in the dark it is accessible and nothing scrolls sideways, before the answer and after", async () => {
  const page = await browser.open("figure=time", PHONE);
  await button(page, "Just show it").waitFor();
  await looked(page, "time-question");
  await button(page, "Just show it").click();
  await found(page, /^Batch norm stops at step 17/);
  await looked(page, "time");
  await button(page, "the average").click();
  await found(page, /^With the average/);
  await looked(page, "time-average");
  quiet(page);
});
