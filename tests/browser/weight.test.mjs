// The weight as a reader uses it: a guess first, the vector dragged by mouse, finger and arrow keys, two rates.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { EVERY_LOOK, PHONE, asked, figure, frames, looked, quiet, screenshot, start, taken, until } from "./lib/browser.mjs";

let browser;
before(async () => { browser = await start(); });
after(() => browser?.stop());

const weight = (page) => figure(page, "Weight");
const button = (page, name) => weight(page).getByRole("button", { name, exact: true });
const grip = (page) => weight(page).getByRole("button", { name: /^The vector w: drag it/ });
const slider = (page, name) => weight(page).getByRole("slider", { name, exact: true });
const said = (page, part) => weight(page).locator(`[data-part=${part}]`).textContent();
const out = (page, name) => weight(page).locator(`[data-out="weight-${name}"]`).first().textContent();
const hash = (page) => Object.fromEntries(new URLSearchParams(decodeURIComponent(new URL(page.url()).hash.slice(1))));
const canvas = (page, name) => weight(page).locator(`[data-chart="weight-${name}"] .plot > canvas`);
const idle = (page) => until(async () => (await weight(page).getAttribute("data-state")) === "idle" && (await out(page, "dg")) !== "–", "it is computed");
const middle = async (place) => {
  const box = await place.boundingBox();
  return [box.x + box.width / 2, box.y + box.height / 2];
};

async function opened(more = "", answer = true) {
  const page = await browser.open(`figure=weight${more}`);
  await idle(page);
  if (answer) await button(page, "Just show it").click();
  return page;
}

for (const [answer, judged] of [["they make it longer", /^Yes, longer: from 1 to 1\.\d+\./], ["they make it shorter", /^Not shorter: /], ["they leave it as it is", /^Not the same: /], ["Just show it", /^Longer: /]]) {
  test(`the guess “${answer}” is judged by the steps`, async () => {
    const page = await opened("", false);
    assert.ok(!(await grip(page).isVisible()), "the vector waits for the answer");
    await button(page, answer).click();
    await until(async () => judged.test(await said(page, "reply")), () => said(page, "reply"));
    assert.ok(await grip(page).isVisible() && await button(page, answer).isHidden());
    assert.ok(Math.abs(Number((await out(page, "cosine")).replace("−", "-").replace(/·10.*/, "e-9"))) < 1e-5, await out(page, "cosine"));
    quiet(page);
    await page.close();
  });
}

test("the vector is dragged by mouse, and the way down follows it", async () => {
  const page = await opened();
  await grip(page).scrollIntoViewIfNeeded();
  const [x, y] = await middle(grip(page));
  const before = [await out(page, "w1"), await out(page, "dg")];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 60, y - 20, { steps: 5 });
  await page.mouse.move(x - 140, y - 120, { steps: 8 });
  await page.mouse.up();
  await until(async () => hash(page)["weight-angle"] !== undefined, () => page.url());
  await idle(page);
  await until(async () => { const at = await middle(grip(page)); return Math.hypot(at[0] - x + 140, at[1] - y + 120) < 4; }, "the grip is where the pointer let go of it");
  assert.notDeepEqual([await out(page, "w1"), await out(page, "dg")], before);
  // Addresses are written a few times a second.
  await until(async () => `${hash(page)["weight-angle"]}°` === await out(page, "angle") && hash(page)["weight-length"] === await out(page, "length"), () => page.url());
  const held = page.url();
  await page.mouse.move(x, y, { steps: 4 });
  assert.equal(page.url(), held, "let go of");
  quiet(page);
});

test("a finger drags it too, and beside it the page scrolls", async () => {
  const phone = await start({ hasTouch: true, viewport: { width: 390, height: 844 } });
  const page = await phone.open("figure=weight");
  await idle(page);
  await button(page, "Just show it").click();
  await grip(page).scrollIntoViewIfNeeded();
  assert.equal(await grip(page).evaluate((element) => getComputedStyle(element).touchAction), "none");
  assert.notEqual(await canvas(page, "plane").evaluate((element) => getComputedStyle(element).touchAction), "none");
  const [x, y] = await middle(grip(page));
  const touch = await page.context().newCDPSession(page);
  const send = (type, points) => touch.send("Input.dispatchTouchEvent", { type, touchPoints: points });
  await send("touchStart", [{ x, y }]);
  for (let i = 1; i <= 6; i += 1) await send("touchMove", [{ x: x - 12 * i, y: y - 6 * i }]);
  await send("touchEnd", []);
  await until(async () => { const at = await middle(grip(page)); return Math.hypot(at[0] - x + 72, at[1] - y + 36) < 4; }, "it follows the finger");
  quiet(page);
  await phone.stop();
});

test("arrow keys turn the vector and make it longer, sliders do the same", async () => {
  const page = await opened();
  await grip(page).focus();
  await frames(page, 5);
  await page.keyboard.press("ArrowLeft");
  await until(async () => (await out(page, "angle")) === "345°", () => out(page, "angle"));
  await page.keyboard.press("ArrowUp");
  await until(async () => (await out(page, "length")) === "3.2", () => out(page, "length"));
  await slider(page, "Direction").focus();
  await page.keyboard.press("End");
  await until(async () => hash(page)["weight-angle"] === "359", () => page.url());
  await slider(page, "Length of v").fill("0.90309");
  await until(async () => hash(page)["weight-v"] === "8", () => page.url());
  assert.equal(await out(page, "v"), "8");
  quiet(page);
});

test("at rate 1 both come to the same weights; at rate 20 only those in g and v come to rest", async () => {
  const page = await opened();
  await until(async () => /^After 100 steps both are where the cost is lowest, 0\.38/.test(await said(page, "finding")), () => said(page, "finding"));
  await button(page, "rate 20").click();
  await until(async () => /^A rate of 20 is too large for plain steps/.test(await said(page, "finding")), () => said(page, "finding"));
  assert.equal(await button(page, "rate 20").getAttribute("aria-pressed"), "true");
  await button(page, "Show numbers").click();
  await until(async () => (await weight(page).getByRole("table", { name: "Weight", exact: true }).locator("tbody tr").count()) === 101, "every step is in the table");
  quiet(page);
});

test("four methods race in a whole network, against steps and against measured time, each with its noise", async () => {
  const page = await opened("&init=small&start=data", false);
  assert.equal(await button(page, "small, start=data").getAttribute("aria-pressed"), "true");
  assert.match(await canvas(page, "race-steps").getAttribute("aria-label"), /^Not run yet\./);
  await button(page, "Run").click();
  await until(async () => /^After 400 steps /.test(await out(page, "raced")), () => out(page, "raced"), 180000);
  const numbers = async () => Promise.all(["right-weight", "noise-none", "noise-weight", "noise-mean"].map((name) => out(page, name)));
  const first = await numbers();
  assert.deepEqual(first.slice(1, 3), ["0%", "0%"]);
  assert.ok(parseFloat(first[0]) > 40 && parseFloat(first[3]) > 0.5, first.join(" "));
  for (const name of ["ms-none", "ms-weight", "ms-mean", "ms-batch"]) assert.ok(parseFloat(await out(page, name)) > 0, name);
  assert.match(await canvas(page, "race-steps").getAttribute("aria-label"), /^Cost of the network by step.* none: [\d.]+ at step 10, .* weight: .* at step 390\./);
  assert.match(await canvas(page, "race-time").getAttribute("aria-label"), / s\./);
  assert.match(await asked(page, canvas(page, "race-time")), /(none|weight|batch).*, [\d.]+ s: /);
  await page.keyboard.press("Escape");
  await screenshot(page, "weight-raced", { fullPage: true });
  await button(page, "small").click();
  await until(async () => (await out(page, "raced")) === "" && hash(page).start === undefined, "another race");
  quiet(page);
});

test("every step answers the pointer and the arrow keys, and all can be taken along", async () => {
  const page = await opened();
  for (const [chart, words] of [["plane", /^(Plain|In g and v), step \d+: w = /], ["length", /step \d+: /], ["cost", /step \d+: /]]) {
    assert.match(await asked(page, canvas(page, chart)), words);
    await page.keyboard.press("Escape");
  }
  assert.match((await taken(page, weight(page), "CSV")).toString(), /step,plain w₁,plain w₂/);
  assert.match((await taken(page, weight(page), "SVG")).toString(), /w₁/);
  assert.deepEqual([...(await taken(page, weight(page), "PNG")).subarray(1, 4)], [...Buffer.from("PNG")]);
  quiet(page);
});

test("on a phone and in the dark it is accessible and nothing scrolls sideways, before the answer and after", async () => {
  const page = await browser.open("figure=weight", PHONE);
  await idle(page);
  await looked(page, "weight-question", EVERY_LOOK);
  await button(page, "they make it longer").click();
  await until(async () => /^Yes/.test(await said(page, "reply")), () => said(page, "reply"));
  await looked(page, "weight", EVERY_LOOK);
  quiet(page);
});
