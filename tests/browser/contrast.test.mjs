// Contrast as a reader uses it: a guess first, then the sliders, by mouse and keyboard, and what each normalization leaves.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { EVERY_LOOK, PHONE, asked, figure, frames, looked, quiet, start, taken, until } from "./lib/browser.mjs";

let browser;
before(async () => { browser = await start(); });
after(() => browser?.stop());

const contrast = (page) => figure(page, "Contrast");
const button = (page, name) => contrast(page).getByRole("button", { name, exact: true });
const slider = (page, name) => contrast(page).getByRole("slider", { name, exact: true });
const said = (page, part) => contrast(page).locator(`[data-part=${part}]`).innerText();
const moved = (page, name) => contrast(page).locator(`[data-out="contrast-${name}"]`).textContent();
const share = async (page, name) => Number((await moved(page, name)).replace(/[<%]/g, ""));
const hash = (page) => decodeURIComponent(new URL(page.url()).hash.slice(1)).split("&");
const canvas = (page, name) => contrast(page).locator(`[data-chart="contrast-${name}"] .plot > canvas`);
const idle = (page) => until(async () => (await contrast(page).getAttribute("data-state")) === "idle" && (await moved(page, "batch")) !== "–", "it is computed");

async function opened(more = "", look) {
  const page = await browser.open(`figure=contrast${more}`, look);
  await idle(page);
  return page;
}

for (const [answer, judged] of [["batch norm only", /^Yes: /], ["none: all divide by a std", /^Not under none: /], ["instance norm only", /^Not instance norm: /], ["all four", /^Not under all four: /], ["Just show it", /^Measured: /]]) {
  test(`the guess “${answer}” is judged by the convolution`, async () => {
    const page = await opened();
    assert.equal(await contrast(page).locator("figcaption .veiled").first().isVisible(), false, "what moved waits for the answer");
    await button(page, answer).click();
    await until(async () => judged.test(await said(page, "reply")), () => said(page, "reply"));
    assert.match(await said(page, "reply"), /batch norm 74\.\d%, layer <0\.1%, instance <0\.1%, group <0\.1%/);
    await until(async () => hash(page).includes("contrast-scale=0.25"), () => page.url());
    assert.match(await said(page, "finding"), /^Contrast times 0\.25: layer, instance and group norm take it away/);
    assert.ok(await button(page, answer).isHidden(), "asked once");
    quiet(page);
    await page.close();
  });
}

test("the sliders follow the arrow keys, and only instance norm takes a channel's gain away", async () => {
  const page = await opened();
  await button(page, "Just show it").click();
  await button(page, "nothing changed").click();
  await until(async () => /^Nothing is changed yet/.test(await said(page, "finding")), () => said(page, "finding"));
  const gain = slider(page, "Gain");
  await gain.focus();
  for (let i = 0; i < 20; i += 1) await page.keyboard.press("ArrowRight");
  await until(async () => /^Channel 5 times 3: only instance norm/.test(await said(page, "finding")), () => said(page, "finding"));
  assert.equal(await gain.getAttribute("aria-valuetext"), "3");
  await until(async () => hash(page).includes("contrast-gain=3"), () => page.url());
  assert.ok(await share(page, "instance") <= 0.1 && await share(page, "layer") > 20 && await share(page, "group") > 20, await moved(page, "layer"));
  assert.ok(await share(page, "batch-neighbours") > 1 && await share(page, "layer-neighbours") === 0);
  await slider(page, "Channel").focus();
  await frames(page, 5);
  await page.keyboard.press("ArrowRight");
  await until(async () => /^Channel 6 times 3/.test(await said(page, "finding")), () => said(page, "finding"));
  for (const [name, words] of [["batch", /other channels by 0%, its neighbours’ by \d/], ["instance", /picture’s values moved by <0\.1%/]]) {
    assert.match(await canvas(page, name).getAttribute("aria-label"), words);
  }
  await button(page, "brighter").click();
  await until(async () => /^Brightness 0\.5: instance norm leaves the least/.test(await said(page, "finding")), () => said(page, "finding"));
  assert.equal(await button(page, "brighter").getAttribute("aria-pressed"), "true");
  await slider(page, "Contrast").fill("0.5");
  await until(async () => /^Before normalization/.test(await said(page, "finding")), () => said(page, "finding"));
  quiet(page);
});

test("a link is a state, bad values are held to what is possible, and another seed is another network", async () => {
  const numbers = async (more) => {
    const page = await opened(`&contrast-scale=0.5&contrast-shift=-0.3${more}`);
    const all = await Promise.all(["batch", "layer", "instance", "group", "batch-neighbours"].map((name) => moved(page, name)));
    await page.close();
    return all;
  };
  const first = await numbers("");
  assert.deepEqual(await numbers(""), first);
  assert.notDeepEqual(await numbers("&seed=2"), first);
  const page = await opened("&contrast-gain=99&contrast-channel=x");
  assert.equal(await contrast(page).locator("output[data-out=contrast-gain]").innerText(), "4");
  assert.equal(await contrast(page).locator("output[data-out=contrast-channel]").innerText(), "5");
});

test("every cell answers the pointer and the arrow keys", async () => {
  const page = await opened("&contrast-gain=3");
  assert.ok(await button(page, "Just show it").isHidden(), "a link to a state does not ask");
  const tip = page.locator("[data-part=tip]");
  const charts = [["pictures", /^Pixel h = \d, w = \d: /], ["batch", /^Channel \d+, h = \d, w = \d: .* before, .* after, moved by/], ["group", /^Channel/]];
  for (const [chart, words] of charts) {
    assert.match(await asked(page, canvas(page, chart)), words);
    await page.keyboard.press("Escape");
    const box = await canvas(page, chart).boundingBox();
    await page.mouse.move(box.x + box.width * (chart === "pictures" ? 0.05 : 0.4), box.y + (chart === "pictures" ? 40 : 16));
    await until(() => tip.isVisible(), `${chart} answers the pointer`);
    assert.match(await tip.innerText(), words);
    await page.mouse.move(1, 1);
  }
  await button(page, "Show numbers").click();
  await until(async () => (await contrast(page).locator("table tbody tr").count()) === 5, "the table is filled");
  const rows = await contrast(page).locator("table tbody tr").allInnerTexts();
  assert.match(rows[3], /^instance/);
  quiet(page);
});

test("out of sight nothing is computed", async () => {
  const page = await browser.open("");
  assert.equal(await moved(page, "batch"), "–");
  await contrast(page).scrollIntoViewIfNeeded();
  await idle(page);
  quiet(page);
});

test("what is on the screen can be taken along, as CSV, SVG and PNG", async () => {
  const page = await opened("&contrast-gain=3");
  assert.ok(await button(page, "Just show it").isHidden(), "a link to a state does not ask");
  const csv = (await taken(page, contrast(page), "CSV")).toString();
  assert.match(csv, /^# .*contrast-/);
  assert.match(csv, /normalization,picture,chosen channel,other channels,neighbours/);
  assert.match((await taken(page, contrast(page), "SVG")).toString(), /a neighbour, × 10/);
  assert.deepEqual([...(await taken(page, contrast(page), "PNG")).subarray(1, 4)], [...Buffer.from("PNG")]);
  quiet(page);
});

test("on a phone and in the dark it is accessible and nothing scrolls sideways, before the answer and after", async () => {
  const page = await opened("", PHONE);
  await looked(page, "contrast-question", EVERY_LOOK);
  await button(page, "all four").click();
  await until(async () => /^Not under all/.test(await said(page, "reply")), () => said(page, "reply"));
  await looked(page, "contrast", EVERY_LOOK);
  quiet(page);
});
