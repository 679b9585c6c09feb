// The cube as a reader uses it: methods, cells, sizes, groups, readings and code, with mouse, keyboard and steppers.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessible, answered, figure, frames, quiet, reach, screenshot, start, until } from "./lib/browser.mjs";

const METHODS = {
  batch: ["N, H, W", 16], layer: ["C, H, W", 8], instance: ["H, W", 128], group: ["C, H, W", 32], RMS: ["C, H, W", 8],
  "mean-only batch": ["N, H, W", 16], weight: ["I, KH, KW (of the weights)", 16], "weight + mean-only batch": ["N, H, W", 16],
};

let browser;
before(async () => { browser = await start(); });
after(() => browser?.stop());

const out = (page, name) => figure(page, "Cube").locator(`dd[data-out="${name}"]`).innerText();
const whole = async (page, name) => Number((await out(page, name)).replace(/\D/g, ""));
const hash = (page) => decodeURIComponent(new URL(page.url()).hash.slice(1)).split("&");
const slide = (page, name, value) => figure(page, "Cube").getByRole("slider", { name, exact: true }).fill(String(value));
const button = (page, name) => figure(page, "Cube").getByRole("button", { name, exact: true });

async function cube(more = "") {
  const page = await browser.open(`figure=cube${more}`);
  await answered(page, "Cube");
  await until(async () => (await out(page, "stats")) !== "–", "the cube has its numbers", 60000);
  return page;
}

test("each method lights its own axes and counts its statistics", async () => {
  const page = await cube();
  for (const [name, [axes, statistics]] of Object.entries(METHODS)) {
    await figure(page, "Cube").getByRole("radiogroup", { name: "Method" }).getByRole("radio", { name, exact: true }).check({ force: true });
    await until(async () => (await out(page, "axes")) === axes, `${name}: ${axes}`);
    await until(async () => (await whole(page, "stats")) === statistics, async () => `${name}: ${await out(page, "stats")} statistics, not ${statistics}`);
    const cells = name === "weight" ? 16 * 16 * 9 : 8 * 16 * 64;
    assert.equal(await whole(page, "cells") * statistics, cells, name);
    await screenshot(page, `cube-${name.replace(/[^a-z]+/g, "-")}`);
  }
  quiet(page);
});

test("one group is layer norm and 16 groups are instance norm, in every number", async () => {
  const page = await cube("&norm=group&n=3&c=5&h=2&w=6");
  const numbers = async () => Promise.all(["cells", "stats", "mean", "var"].map((name) => out(page, name)));
  for (const [groups, twin] of [[1, "layer"], [16, "instance"]]) {
    await slide(page, "Groups", groups);
    await until(async () => hash(page).includes(`groups=${groups}`), `groups=${groups} is in the address`);
    const group = await numbers();
    const other = await cube(`&norm=${twin}&n=3&c=5&h=2&w=6`);
    assert.deepEqual(await Promise.all(["cells", "stats", "mean", "var"].map((name) => out(other, name))), group, twin);
    await other.close();
  }
  quiet(page);
});

test("the group slider stands on divisors of C only, and C takes the groups along", async () => {
  const page = await cube("&norm=group");
  await slide(page, "Groups", 7);
  await until(async () => hash(page).includes("groups=8"), "7 snaps to 8");
  await slide(page, "C", 6);
  await until(async () => hash(page).includes("groups=6"), "8 groups of 6 channels become 6");
  assert.ok(hash(page).includes("shape=8,6,8"), page.url());
  await until(async () => (await whole(page, "stats")) === 48, "8 examples of 6 groups");
  quiet(page);
});

test("the group slider goes from divisor to divisor by the arrow keys", async () => {
  const page = await cube("&norm=group&groups=1");
  await figure(page, "Cube").getByRole("slider", { name: "Groups", exact: true }).focus();
  for (const [key, groups] of [["ArrowRight", 2], ["ArrowRight", 4], ["ArrowRight", 8], ["ArrowRight", 16], ["ArrowLeft", 8], ["ArrowLeft", 4]]) {
    await page.keyboard.press(key);
    await until(async () => (await whole(page, "stats")) === 8 * groups, async () => `${groups} groups: ${await out(page, "stats")} statistics`);
  }
  quiet(page);
});

test("the sliders N and H x W cut the tensor", async () => {
  const page = await cube("&norm=batch");
  await slide(page, "N", 2);
  await slide(page, "H x W", 3);
  await until(async () => (await whole(page, "cells")) === 2 * 3 * 3, "2 x 3 x 3 cells a channel");
  quiet(page);
});

test("arrow keys, page keys and steppers move the chosen cell", async () => {
  const page = await cube("&norm=instance");
  await page.locator("#cube .plot > canvas[tabindex]").focus();
  for (const key of ["ArrowRight", "ArrowRight", "PageDown", "ArrowDown", "Shift+ArrowDown"]) await page.keyboard.press(key);
  await until(async () => ["n=1", "c=2", "h=1", "w=1"].every((part) => hash(page).includes(part)), () => page.url());
  for (const name of ["N plus 1", "C minus 1", "H plus 1", "W plus 1"]) {
    const stepper = button(page, name);
    if (await stepper.isVisible()) await stepper.click(); else await stepper.evaluate((one) => one.click());
  }
  await until(async () => ["n=2", "c=1", "h=2", "w=2"].every((part) => hash(page).includes(part)), () => page.url());
  quiet(page);
});

test("hovering shows another cell, clicking chooses it", async () => {
  const page = await cube("&norm=layer");
  const canvas = page.locator("#cube [data-chart=cube] .plot > canvas");
  await canvas.scrollIntoViewIfNeeded();
  const box = await canvas.boundingBox();
  const sentence = () => page.locator("#cube [data-part=cube-sentence]").innerText();
  const first = await sentence();
  let found = null;
  // Somewhere along the middle there are cells: not every point of the canvas is one.
  for (let x = 0.2; x < 0.95 && !found; x += 0.03) {
    await page.mouse.move(box.x + box.width * x, box.y + box.height * 0.55);
    await frames(page, 2);
    if ((await sentence()) !== first) found = x;
  }
  assert.ok(found, "no cell under the pointer");
  await page.mouse.click(box.x + box.width * found, box.y + box.height * 0.55);
  await until(async () => hash(page).some((part) => /^[nchw]=\d+$/.test(part)), () => page.url());
  quiet(page);
});

test("the two readings of layer norm, before and after, and the code with the link's parameters", async () => {
  const page = await cube("&norm=layer");
  assert.equal(await whole(page, "stats"), 8);
  await figure(page, "Cube").getByRole("radio", { name: "last axis" }).check({ force: true });
  await until(async () => (await whole(page, "stats")) === 8 * 64, "a statistic for every position");
  assert.equal(await out(page, "axes"), "C");
  await figure(page, "Cube").getByRole("radio", { name: "after", exact: true }).check({ force: true });
  await until(async () => hash(page).includes("view=after"), "the view is in the address");
  await figure(page, "Cube").getByRole("tab", { name: "Code" }).click();
  const code = await figure(page, "Cube").getByRole("tabpanel").filter({ visible: true }).innerText();
  assert.match(code, /nn\.LayerNorm\(16/);
  assert.match(code, /Norm::Layer/);
  quiet(page);
});

test("the run behind the cube trains", async () => {
  const page = await cube("&norm=batch&act=relu&init=he");
  const before = await out(page, "var");
  await button(page, "Play").click();
  await until(async () => /^step [1-9][0-9]/.test(await page.locator("#cube [data-part=run-note]").innerText()), "ten steps were done, enough to be seen in the digits shown", 30000);
  await button(page, "Pause").click();
  await until(async () => (await out(page, "var")) !== before, "the variance moved");
  quiet(page);
});

test("accessible, and no wider than a phone", async () => {
  const page = await cube("&norm=group");
  await accessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await until(async () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing scrolls sideways");
  await accessible(page);
  quiet(page);
});

test("chain: sliders and examples, with the product measured in a network", async () => {
  const page = await browser.open("");
  const region = figure(page, "Chain");
  await region.scrollIntoViewIfNeeded();
  await answered(page, "Chain");
  const measured = () => region.locator("[data-out=chain-measured]").innerText();
  await until(async () => (await measured()) === "0.0001", measured);
  await region.getByRole("button", { name: "10, four times" }).click();
  await until(async () => (await measured()) === "10,000", measured);
  await region.getByRole("slider", { name: "Length" }).fill("2");
  await until(async () => (await measured()) === "100", measured);
  quiet(page);
});

test("neighbours: the errors are of a network that trained", async () => {
  const page = await browser.open("");
  const region = figure(page, "Neighbours");
  await region.scrollIntoViewIfNeeded();
  await answered(page, "Neighbours");
  await until(async () => (await region.locator("[data-out=error-running]").innerText()) !== "–", "first answers", 60000);
  await region.getByRole("button", { name: "Play" }).click();
  await reach(page, 150, { figure: "Neighbours", timeout: 120000 });
  const error = async (name) => parseFloat(await region.locator(`[data-out=error-${name}]`).innerText());
  assert.ok((await error("running")) < 30, `running ${await error("running")}`);
  assert.ok((await error("shared")) > (await error("running")) + 15, `shared ${await error("shared")}`);
  quiet(page);
});

test("neighbours: a guess first, then the share is moved and layer norm does not move with it", async () => {
  const page = await browser.open("figure=neighbours");
  const region = figure(page, "Neighbours");
  const error = async (name) => parseFloat(await region.locator(`[data-out=error-${name}]`).innerText());
  const canvas = region.locator("[data-chart=neighbours-shared] .plot > canvas");
  assert.ok(await canvas.isHidden() && await region.locator("[data-out=error-shared]").isHidden(), "the answer is not to be seen");
  await region.getByRole("button", { name: "most of them", exact: true }).click();
  await until(async () => /^Yes, once it has learned/.test(await region.locator("[data-part=reply]").innerText()), "the guess is judged");
  await region.getByRole("button", { name: "Play" }).click();
  // At its end nothing is on its way any more.
  await reach(page, 400, { figure: "Neighbours", timeout: 240000 });
  const finding = region.locator("[data-part=finding]");
  await until(async () => /^At step \d+, batch norm gets .* where 100% of each batch/.test(await finding.innerText()), () => finding.innerText());
  const [pure, control] = [await error("shared"), await error("layer")];
  assert.ok(pure > 50 && control < 20, `${pure}, ${control}`);
  const slider = region.getByRole("slider", { name: "Share of one class", exact: true });
  await slider.fill("20");
  await until(async () => (await finding.innerText()).includes("where 20% of each batch"), () => finding.innerText());
  assert.ok((await error("shared")) < pure - 20, `${await error("shared")}`);
  assert.equal(await error("layer"), control);
  assert.match(decodeURIComponent(page.url()), /share=20/);
  quiet(page);
});

// The keys of the answers, the right one first, and what it is told.
const GUESSES = {
  Chain: [["product", /^Yes: .*= 0\.0001/], ["added", /^Not added but multiplied/], ["once", /^One layer leaves 0\.1/]],
  Slopes: [["quarter", /^Yes: .*= 0\.25/], ["one", /^That is tanh/], ["half", /value at 0, not its slope/]],
  Cube: [["batch", /^Yes: .*512 values/], ["positions", /^That is instance norm/], ["example", /^That is layer norm/]],
};

for (const [name, guesses] of Object.entries(GUESSES)) {
  test(`${name}: a guess comes first, each answer is told something of its own, and a finding closes the figure`, async () => {
    for (const [key, told] of guesses) {
      const page = await browser.open(name === "Slopes" ? "" : `figure=${name.toLowerCase()}`);
      const region = figure(page, name);
      await region.scrollIntoViewIfNeeded();
      assert.ok(await region.locator(".plot > canvas").first().isHidden(), "the answer is not to be seen");
      assert.ok(await region.locator("[data-part=finding]").isHidden());
      await region.locator(`[data-answer=${key}]`).press("Enter");
      await until(async () => told.test(await region.locator("[data-part=reply]").innerText()), async () => region.locator("[data-part=reply]").innerText());
      await until(() => region.locator(".plot > canvas").first().isVisible(), "the figure is shown");
      await until(async () => /\d/.test(await region.locator("[data-part=finding]").innerText()), "the finding has numbers", 60000);
      quiet(page);
      await page.close();
    }
  });
}

test("a link to a state and a course page without the question show the figure at once", async () => {
  for (const address of ["figure=cube&norm=layer", "figure=cube&hide=question"]) {
    const page = await browser.open(address);
    await until(() => figure(page, "Cube").locator(".plot > canvas").first().isVisible(), address);
    assert.ok(await figure(page, "Cube").locator("[data-part=ask]").isHidden(), address);
    await page.close();
  }
});
