// Copy as code: the lab's tab follows the configuration, its button and the race's rows copy whole programs.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { PHONE, drawn, figure, looked, quiet, raceBegun, start, until } from "./lib/browser.mjs";

let browser;
before(async () => {
  browser = await start();
  await browser.context.grantPermissions(["clipboard-read", "clipboard-write"]);
});
after(() => browser?.stop());

const lab = (page) => figure(page);
const code = (page) => lab(page).locator("[data-part=code]");
const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());
const whole = (text) => text.startsWith("# Unit Variance") && text.includes("\nimport ") && text.trimEnd().endsWith('%}")');

test("the tab's program follows a click on He and on Keras, and Copy code copies it", async () => {
  const page = await browser.open("figure=lab&depth=3&act=relu");
  await drawn(page);
  assert.equal(await code(page).textContent(), "", "nothing is written while the tab is closed");
  await lab(page).getByRole("tab", { name: "Code", exact: true }).click();
  await until(async () => (await code(page).innerText()).includes("variance = 1 / fan_in"), "the program of Xavier");
  await lab(page).getByRole("radio", { name: "He", exact: true }).check();
  await until(async () => (await code(page).innerText()).includes("variance = 2 / fan_in"), "the program of He");
  const copy = lab(page).getByRole("button", { name: "Copy code", exact: true });
  await copy.press("Enter");
  await until(async () => (await clipboard(page)).includes("import torch"), "the program is on the clipboard");
  assert.equal(await clipboard(page), await code(page).textContent());
  assert.ok(whole(await clipboard(page)));
  await until(async () => (await lab(page).locator("[data-part=done]").innerText()) === "Code copied", "that is said");
  await lab(page).getByRole("radio", { name: "Keras", exact: true }).check();
  await until(async () => (await code(page).innerText()).includes("VarianceScaling(2, \"fan_in\""), "the program for Keras");
  await copy.click();
  await until(async () => (await clipboard(page)).includes("import keras"), "it is on the clipboard");
  quiet(page);
});

test("hide=copy-code hides the button", async () => {
  const page = await browser.open("figure=lab&depth=3&hide=copy-code");
  await drawn(page);
  await lab(page).getByRole("tab", { name: "Code", exact: true }).click();
  await until(() => code(page).isVisible(), "the program is shown");
  assert.equal(await lab(page).getByRole("button", { name: "Copy code", exact: true }).count(), 0);
  quiet(page);
});

test("a row of the race copies the program of its own run", async () => {
  const page = await browser.open("figure=race&vary=init&depth=3&width=20&seed=5");
  const race = figure(page, "Race");
  await race.getByRole("button", { name: "Copy code of orthogonal", exact: true }).click();
  await until(async () => (await clipboard(page)).includes("nn.init.orthogonal_(w)"), "its program is on the clipboard");
  const text = await clipboard(page);
  assert.ok(whole(text) && text.includes("sizes = [64] + [20] * 3") && text.includes("seed = 5\n"), text);
  await until(async () => (await race.locator("[data-part=done]").innerText()) === "Code copied", "that is said");
  quiet(page);
});

test("on a phone and in the dark the program and the race's rows are accessible and nothing scrolls sideways", async () => {
  const page = await browser.open("figure=lab&depth=3", PHONE);
  await drawn(page);
  await lab(page).getByRole("tab", { name: "Code", exact: true }).click();
  await until(async () => (await code(page).innerText()).length > 1000, "the program is shown");
  await looked(page, "code");
  quiet(page);
  await page.close();
  const race = await browser.open("figure=race&vary=norm&depth=3&width=20", PHONE);
  await until(async () => (await figure(race, "Race").getByRole("button", { name: /^Copy code of / }).count()) > 5, "rows");
  // A strip is named by its picture.
  await raceBegun(race);
  await looked(race, "code-race");
  quiet(race);
  await race.close();
});
