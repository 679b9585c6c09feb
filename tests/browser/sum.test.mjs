// The sum as a reader uses it: the question first, then terms, weights and activation, by mouse and keyboard.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { PHONE, asked, figure, frames, looked, quiet, start, status, taken, until } from "./lib/browser.mjs";

let browser;
before(async () => { browser = await start(); });
after(() => browser?.stop());

const sum = (page) => figure(page, "Sum");
const out = (page, name) => sum(page).locator(`td[data-out="sum-${name}"]`).innerText();
const number = async (page, name) => Number((await out(page, name)).replace(/[,%]/g, ""));
const hash = (page) => decodeURIComponent(new URL(page.url()).hash.slice(1)).split("&");
const slider = (page, name) => sum(page).getByRole("slider", { name, exact: true });
const button = (page, name) => sum(page).getByRole("button", { name, exact: true });
const canvas = (page, name) => sum(page).locator(`[data-chart="${name}"] .plot > canvas`);
// Until every sum is drawn and the ten layers are measured.
const idle = (page) => until(async () => (await sum(page).getAttribute("data-state")) === "idle", "the sums are drawn", 30000);

async function opened(more = "", look) {
  const page = await browser.open(`figure=sum${more}`, look);
  await idle(page);
  return page;
}

for (const [answer, judged] of [["4 times", /^Not 4 times: /], ["2 times", /^Yes, 2 times: /], ["not at all", /^Not the same: /], ["just show me", /^From n = 100/]]) {
  test(`the guess “${answer}” is judged by the draws`, async () => {
    const page = await opened();
    assert.ok(await slider(page, "Terms n").isDisabled(), "n waits for the answer");
    assert.equal(await sum(page).locator(".after math").first().isVisible(), false, "so does the formula");
    assert.match(await canvas(page, "sum").getAttribute("aria-label"), /^Histogram of 10,000 sums of 100 products: std 10\.?/);
    await button(page, answer).click();
    await until(async () => /times as wide/.test(await status(page, "Sum")), () => status(page, "Sum"));
    const said = await status(page, "Sum");
    assert.match(said, judged);
    const [, before, after, ratio] = said.match(/went from ([\d.]+) to ([\d.]+): ([\d.]+) times as wide/).map(Number);
    assert.ok(Math.abs(after / before - 2) < 0.06 && Math.abs(ratio - 2) < 0.06, said);
    assert.equal(await sum(page).locator("[role=status][data-part=announcement]").innerText(), said);
    assert.ok(hash(page).includes("sum-n=400"), page.url());
    assert.ok(await slider(page, "Terms n").isEnabled() && await sum(page).locator(".after math").first().isVisible());
    assert.ok(await button(page, answer).isHidden(), "asked once");
    await idle(page);
    assert.match(await canvas(page, "sum").getAttribute("aria-label"), /^Histogram of 10,000 sums of 400 products: std 20.*Behind it, the sums of 100 products, std 10\.$/);
    quiet(page);
    await page.close();
  });
}

test("terms and weights follow the arrow keys, and what is measured follows what is predicted", async () => {
  const page = await opened("&sum-n=400");
  const n = slider(page, "Terms n");
  await n.focus();
  for (let i = 0; i < 5; i += 1) await page.keyboard.press("ArrowLeft");
  await until(async () => !hash(page).includes("sum-n=400"), "n has moved");
  assert.match(await n.getAttribute("aria-valuetext"), /^[23]\d0$/);
  await page.keyboard.press("Home");
  await until(async () => hash(page).includes("sum-n=1"), "the keyboard reaches one term");
  // From one term on the keyboard reaches the next: a slider that was held to its value would stay.
  for (let i = 0; i < 8; i += 1) await page.keyboard.press("ArrowRight");
  await until(async () => (await n.getAttribute("aria-valuetext")) !== "1", "and two");
  await page.keyboard.press("End");
  await until(async () => hash(page).includes("sum-n=1000"), "and a thousand");
  await slider(page, "Weight std").focus();
  await frames(page, 5);
  await page.keyboard.press("ArrowLeft");
  await until(async () => hash(page).some((one) => one.startsWith("sum-std=0.9")), () => page.url());
  await idle(page);
  assert.ok(Math.abs(await number(page, "width") / await number(page, "width-predicted") - 1) < 0.02);
  quiet(page);
});

test("1/n keeps the sum as wide as one input, whatever n is", async () => {
  const page = await opened("&sum-n=1000");
  await button(page, "√(1/n) Xavier").click();
  for (const place of [3, 1.5, 0]) {
    await slider(page, "Terms n").fill(String(place));
    await idle(page);
    assert.equal(await out(page, "width-predicted"), "1");
    // Within 2%, as written with three digits.
    assert.ok(Math.abs(await number(page, "width") - 1) < 0.025, await out(page, "width"));
  }
  assert.ok(hash(page).includes("sum-std=xavier"), page.url());
  assert.equal(await button(page, "√(1/n) Xavier").getAttribute("aria-pressed"), "true");
  await button(page, "√(2/n) He").click();
  await until(async () => (await out(page, "width-predicted")) === "1.41", "He has twice the variance");
  quiet(page);
});

test("ReLU leaves half of the mean square, and large tanh weights multiply the gradient", async () => {
  const page = await opened("&sum-n=100");
  await button(page, "just show me").click();
  await slider(page, "Terms n").fill("2");
  await idle(page);
  assert.ok(Math.abs(await number(page, "factor-predicted") - 2.35) < 0.02 && Math.abs(await number(page, "factor") - 2.35) < 0.15, await out(page, "factor"));
  await sum(page).getByRole("radiogroup", { name: "Activation" }).getByRole("radio", { name: "ReLU", exact: true }).check({ force: true });
  await until(async () => (await out(page, "kept-predicted")) === "50%", "half is predicted");
  assert.ok(Math.abs(await number(page, "kept") - 50) < 1, await out(page, "kept"));
  assert.ok(hash(page).includes("act=relu"), page.url());
  quiet(page);
});

test("the same link gives the same numbers, and another seed others", async () => {
  const numbers = async (more) => {
    const page = await opened(`&sum-n=37&sum-std=0.2&act=gelu${more}`);
    const all = await Promise.all(["width", "kept", "factor"].map((name) => out(page, name)));
    assert.equal(await sum(page).locator("output[data-out=sum-n]").innerText(), "37");
    await page.close();
    return all;
  };
  const first = await numbers("");
  assert.deepEqual(await numbers(""), first);
  assert.notDeepEqual(await numbers("&seed=2"), first);
});

test("every bar and every layer answers the pointer and the arrow keys", async () => {
  const page = await opened("&sum-n=400");
  const tip = page.locator("[data-part=tip]");
  for (const [chart, words] of [["sum", /^Sums from .* of 10,000 \(.*the normal curve says/], ["sum-ten", /^Layer \d+, std of/]]) {
    assert.match(await asked(page, canvas(page, chart)), words);
    await page.keyboard.press("Escape");
    const box = await canvas(page, chart).boundingBox();
    await page.mouse.move(box.x + box.width * 0.4, box.y + box.height * 0.7);
    await until(() => tip.isVisible(), `${chart} answers the pointer`);
    assert.match(await tip.innerText(), words);
    await page.mouse.move(1, 1);
  }
  quiet(page);
});

test("the figure stands alone, and ten million products are drawn over many frames", async () => {
  const page = await opened();
  assert.ok(await figure(page, "Lab").isHidden());
  await button(page, "2 times").click();
  await idle(page);
  const seen = page.evaluate(() => new Promise((done) => {
    const [place, texts] = [document.querySelector("[data-figure=sum]"), new Set()];
    const look = () => {
      texts.add(place.querySelector("[data-out=sum-drawn]").textContent);
      if (place.dataset.state === "idle" && texts.size > 1) done([...texts]);
      else requestAnimationFrame(look);
    };
    look();
  }));
  await slider(page, "Terms n").fill("3");
  const counts = await seen;
  assert.ok(counts.length > 10, counts.join(" "));
  assert.equal(await sum(page).locator("[data-out=sum-drawn]").innerText(), "10,000");
  assert.equal(await out(page, "width-predicted"), "31.6");
  assert.ok(Math.abs(await number(page, "width") / 31.6 - 1) < 0.025, await out(page, "width"));
  quiet(page);
});

test("what is on the screen can be taken along, as CSV, SVG and PNG", async () => {
  const page = await opened("&sum-n=400");
  const csv = (await taken(page, sum(page), "CSV")).toString();
  assert.match(csv, /^# .*sum-n=400.*v=\d/);
  assert.match(csv, /Sums of n products/);
  assert.match((await taken(page, sum(page), "SVG")).toString(), /std 20/);
  assert.deepEqual([...(await taken(page, sum(page), "PNG")).subarray(1, 4)], [...Buffer.from("PNG")]);
  quiet(page);
});

test("on a phone and in the dark it is accessible and nothing scrolls sideways, before the answer and after", async () => {
  const page = await opened("", PHONE);
  await looked(page, "sum-question");
  await button(page, "4 times").click();
  await until(async () => /times as wide/.test(await status(page, "Sum")), () => status(page, "Sum"));
  await idle(page);
  await looked(page, "sum");
  quiet(page);
});
