// Contours, as a reader uses them: a guess, the rate and the nudge by slider, every step can be asked.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { PHONE, asked, figure, looked, quiet, start, until } from "./lib/browser.mjs";

let browser;
before(async () => { browser = await start(); });
after(() => browser?.stop());

const contours = (page) => figure(page, "Contours");
const button = (page, name) => contours(page).getByRole("button", { name, exact: true });
const said = (page, part) => contours(page).locator(`[data-part=${part}]`).innerText();
const label = (page, name) => contours(page).locator(`[data-chart="${name}"] .plot > canvas`).getAttribute("aria-label");
const slider = (page, name) => contours(page).getByRole("slider", { name, exact: true });

for (const [answer, judged] of [["as many", /^Not the same: /], ["ten times as many", /^Far more than ten times: /], ["more than a million", /^Yes: /]]) {
  test(`the guess “${answer}” is judged by real descents`, async () => {
    const page = await browser.open("figure=contours");
    await button(page, answer).click();
    await until(async () => judged.test(await said(page, "reply")), () => said(page, "reply"));
    assert.match(await said(page, "finding"), /^At 95% of its own largest rate, steps of descent to within a hundredth of the way to the least cost: 22/);
    quiet(page);
    await page.close();
  });
}

test("above the largest rate every descent diverges, and a nudge turns the raw line far", async () => {
  const page = await browser.open("figure=contours&contours-nudge=0.01");
  await until(async () => /turned by 44\.2 degrees with raw inputs, 0\.14 with min–max, 0\.5 with/.test(await label(page, "contours-cars")), () => label(page, "contours-cars"));
  await slider(page, "Rate / largest").fill("1.05");
  await until(async () => /every descent diverges/.test(await said(page, "finding")), () => said(page, "finding"));
  await until(() => page.url().includes("contours-rate=1.05"), () => page.url());
  await slider(page, "Rate / largest").fill("0.5");
  await until(async () => /^At 50% of its own/.test(await said(page, "finding")), () => said(page, "finding"));
  await button(page, "Show numbers").click();
  await until(async () => (await contours(page).getByRole("table", { name: "Contours" }).locator("tbody tr").count()) === 3, "a line for each scaling");
  const canvas = contours(page).locator(`[data-chart="contours-standard"] .plot > canvas`);
  assert.match(await asked(page, canvas), /^The least cost, at weights/);
  quiet(page);
});

test("on a phone and in the dark it is accessible and nothing scrolls sideways", async () => {
  const page = await browser.open("figure=contours&contours-nudge=0.002", PHONE);
  await until(async () => (await said(page, "finding")).length > 0, "it is done");
  await looked(page, "contours");
  quiet(page);
});
