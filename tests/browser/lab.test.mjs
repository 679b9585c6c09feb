// The lab as a reader uses it: every control by its accessible name, with the mouse and with the keyboard, and what the
// lesson claims of each initializer, in the table's own numbers.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { EVERY_LOOK, PHONE, drawn, figure, frames, laid, lines, looked, quiet, reach, screenshot, skipped, start, statistics, status, step, table, until } from "./lib/browser.mjs";

// Radio group, and what each of its radios, by name, writes into the address.
const CHOICES = {
  Initializer: {
    zeros: "init=zeros", small: "init=small", Xavier: "", He: "init=he", large: "init=large", normal: "init=normal",
    uniform: "init=uniform", Glorot: "init=glorot", orthogonal: "init=orthogonal", constant: "init=constant",
  },
  Activation: {
    linear: "act=linear", sigmoid: "act=sigmoid", tanh: "", ReLU: "act=relu", "leaky ReLU": "act=leaky-relu", GELU: "act=gelu",
  },
  Normalization: {
    none: "", batch: "norm=batch", "mean-only batch": "norm=mean-batch", layer: "norm=layer", instance: "norm=instance",
    group: "norm=group", RMS: "norm=rms", weight: "norm=weight", "weight + mean-only batch": "norm=weight-mean-batch",
  },
  Data: {
    digits: "", circles: "data=circles", moons: "data=moons", spiral: "data=spiral", XOR: "data=xor", blobs: "data=blobs", units: "data=units",
  },
  "Input scaling": { raw: "scaling=raw", "min–max": "scaling=min-max", standard: "" },
  Optimizer: { SGD: "", momentum: "opt=momentum", RMSprop: "opt=rmsprop", Adam: "opt=adam" },
};
// Slider or number field, its key, and a value for it.
const NUMBERS = [
  ["Depth", "depth", "4"], ["Width", "width", "20"], ["Batch size", "batch", "32"], ["Speed", "speed", "7"], ["Seed", "seed", "9"],
];

let browser;
before(async () => { browser = await start(); });
after(() => browser?.stop());

const hash = (page) => decodeURIComponent(new URL(page.url()).hash.slice(1)).split("&");
const group = (page, name) => figure(page).getByRole("radiogroup", { name, exact: true });
const radio = (page, set, name) => group(page, set).getByRole("radio", { name, exact: true });
const button = (page, name) => figure(page).getByRole("button", { name, exact: true });

// A small network, so that every choice answers at once, with all its controls to be seen.
async function lab(more = "") {
  const page = await browser.open(`figure=lab&depth=3&width=16&seed=7${more}`);
  await drawn(page);
  if ((await button(page, "More").getAttribute("aria-expanded")) !== "true") await button(page, "More").click();
  return page;
}

const column = (rows, name) => rows.map((row) => Number(row[name].replace("−", "-")));

for (const [set, radios] of Object.entries(CHOICES)) {
  test(`${set}: a click on each choice writes it into the address and starts its run, and the arrow keys choose`, async () => {
    const page = await lab();
    for (const [name, key] of Object.entries(radios)) {
      await radio(page, set, name).click();
      await until(() => radio(page, set, name).isChecked(), `${set} ${name} is chosen`);
      const name_of_key = (key || Object.values(radios).find(Boolean)).split("=")[0];
      const written = hash(page).filter((part) => part.startsWith(`${name_of_key}=`)).join();
      assert.equal(written, key, `${set} ${name}`);
      await button(page, "Step").click();
      await reach(page, 1);
    }
    const names = Object.keys(radios);
    const chosen = () => group(page, set).getByRole("radio", { checked: true }).inputValue();
    await group(page, set).getByRole("radio", { checked: true }).focus();
    const seen = new Set([await chosen()]);
    for (let i = 0; i < names.length; i++) {
      await page.keyboard.press("ArrowRight");
      seen.add(await chosen());
    }
    assert.equal(seen.size, names.length, [...seen].join());
    quiet(page);
    await page.close();
  });
}

test("every slider and field takes a value and writes it into the address", async () => {
  const page = await lab();
  for (const [name, key, value] of NUMBERS) {
    const field = figure(page).getByLabel(name, { exact: true });
    await field.fill(value);
    await field.press("Tab");
    await until(() => hash(page).includes(`${key}=${value}`), () => `${name} is in ${page.url()}`);
  }
  const rate = figure(page).getByRole("slider", { name: "Learning rate", exact: true });
  await rate.focus();
  await page.keyboard.press("Home");
  await until(() => hash(page).some((part) => part.startsWith("lr=0.0001")), () => `the learning rate is in ${page.url()}`);
  const scale = figure(page).getByRole("slider", { name: "Weight scale", exact: true });
  await scale.focus();
  await page.keyboard.press("End");
  await until(() => hash(page).includes("init=normal") && hash(page).includes("std=10"), () => `the weight scale is in ${page.url()}`);
  quiet(page);
});

test("a slider answers the arrow keys", async () => {
  const page = await lab();
  const depth = figure(page).getByRole("slider", { name: "Depth", exact: true });
  await depth.focus();
  await page.keyboard.press("ArrowRight");
  await until(() => hash(page).includes("depth=4"), "depth 4");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await until(() => hash(page).includes("depth=2"), "depth 2");
  quiet(page);
});

test("Step, Play, Pause, Restart, New seed and Reset, with mouse and keyboard", async () => {
  const page = await lab();
  await button(page, "Step").click();
  await reach(page, 1);
  await button(page, "Step").focus();
  await page.keyboard.press("Enter");
  await reach(page, 2);
  assert.equal(await step(page), 2);
  await button(page, "Play").click();
  await reach(page, 10);
  await button(page, "Pause").press("Space");
  await button(page, "Play").waitFor();
  await page.waitForSelector("[data-figure=lab][data-state=idle]");
  await frames(page, 2);
  const paused = await step(page);
  await frames(page, 20);
  assert.equal(await step(page), paused, "a paused run stands still");
  await button(page, "Restart").click();
  await until(async () => (await step(page)) === 0, "Restart goes back to step 0");
  assert.ok(hash(page).includes("seed=7"), "Restart keeps the seed");
  await button(page, "New seed").click();
  await until(() => !hash(page).includes("seed=7"), "New seed writes another seed");
  await button(page, "Reset").click();
  await until(() => !hash(page).some((part) => /^(depth|width|seed)=/.test(part)), () => `Reset returns to the defaults: ${page.url()}`);
  quiet(page);
});

test("small weights: the signal has died at layer 10", async () => {
  const { rows } = await statistics(browser, "init=small&act=tanh");
  assert.ok(column(rows, "activation std")[9] < 1e-6);
});

test("large weights: more than three quarters are saturated from layer 2 on", async () => {
  const { rows } = await statistics(browser, "init=large&act=tanh");
  assert.ok(column(rows, "saturated").slice(1).every((share) => share > 0.75));
});

test("Xavier: the spread stays between 0.1 and 1 at every layer", async () => {
  const { rows } = await statistics(browser, "init=xavier&act=tanh");
  assert.ok(column(rows, "activation std").every((std) => std > 0.1 && std < 1));
});

test("zeros: hidden layers get no gradient at all", async () => {
  const { rows } = await statistics(browser, "init=zeros&act=tanh", 5);
  assert.deepEqual(column(rows, "gradient std").concat(column(rows, "gradient mean")), Array(20).fill(0));
});

test("He keeps a deep ReLU network learning; small weights leave it at chance", async () => {
  const accuracy = async (query) => {
    const { page } = await statistics(browser, query, 150);
    return Number((await status(page)).match(/accuracy\s+([\d.]+)/)[1]);
  };
  assert.ok((await accuracy("act=relu&depth=12&width=64&init=he")) > 60);
  assert.ok((await accuracy("act=relu&depth=12&width=64&init=small")) < 20);
});

test("back and forward go through the states, numbers included", async () => {
  const page = await lab();
  await button(page, "Show numbers").click();
  const first = await table(page);
  await radio(page, "Initializer", "He").click();
  await radio(page, "Activation", "ReLU").click();
  await until(() => hash(page).includes("act=relu"), "two choices made");
  await page.goBack();
  await page.goBack();
  await until(() => radio(page, "Initializer", "Xavier").isChecked(), "back to Xavier");
  await until(async () => JSON.stringify(await table(page)) === JSON.stringify(first), "the first numbers are back");
  await page.goForward();
  await until(() => radio(page, "Initializer", "He").isChecked(), "forward to He");
  quiet(page);
});

test("an edited address is a state", async () => {
  const page = await lab();
  await page.evaluate(() => { location.hash = "#figure=lab&init=he&act=relu&depth=2"; });
  await until(() => radio(page, "Initializer", "He").isChecked(), "He");
  await until(() => radio(page, "Activation", "ReLU").isChecked(), "ReLU");
  quiet(page);
});

test("two quick clicks: the last one counts", async () => {
  const { rows: expected } = await statistics(browser, "depth=3&width=16&seed=7&init=he");
  const page = await lab();
  await button(page, "Show numbers").click();
  await page.evaluate(() => {
    for (const name of ["large", "he"]) document.querySelector(`[data-figure=lab] [data-set="init=${name}"]`).click();
  });
  await until(async () => JSON.stringify(await table(page)) === JSON.stringify(expected), "the numbers are He's");
  await frames(page, 20);
  assert.deepEqual(await table(page), expected);
  quiet(page);
});

test("divergence is named with layer and step, and Restart works", async () => {
  const page = await browser.open("figure=lab&init=large&act=relu&depth=30&lr=1&play=1");
  await until(async () => /diverged/i.test(await status(page)), () => status(page), 60000);
  assert.match(await status(page), /step \d+.*layer \d+|layer \d+.*step \d+/is);
  await button(page, "Show numbers").click();
  const std = column(await table(page), "activation std");
  assert.ok(Number.isFinite(std[0]), "the last finite picture is kept");
  await screenshot(page, "diverged");
  await button(page, "Restart").click();
  await until(async () => (await step(page)) === 0, "step 0 again");
  quiet(page);
});

for (const [bad, key, value, used] of [
  ["init=hee", "init", "hee", "xavier"], ["depth=99", "depth", "99", "50"], ["depth=abc", "depth", "abc", "10"],
  ["nonsense=1", "nonsense", "1", ""], ["lr=-1", "lr", "-1", "0"], ["seed=4294967296", "seed", "4294967296", ""],
  ["width=1e9", "width", "1e9", "512"], ["act=%E0%A4%A", "act", "", "tanh"], ["groups=7&norm=group", "groups", "7", ""],
]) {
  test(`a bad address gives a working page and a notice: ${bad}`, async () => {
    const page = await browser.open(`figure=lab&${bad}`);
    await drawn(page);
    const notice = page.locator("[data-part=notices]");
    await until(async () => (await notice.innerText()).includes(key), async () => `the notice names ${key}: ${await notice.innerText()}`);
    const words = await notice.innerText();
    assert.ok(words.includes(value), words);
    assert.ok(words.includes(used), words);
    await button(page, "Step").click();
    await reach(page, 1);
    quiet(page);
    await page.close();
  });
}

test("the input stands before layer 1: in the chart, its words, the table and the file, and scaling is seen", async () => {
  for (const more of ["", "&scaling=raw", "&net=cnn", "&depth=50"]) {
    const page = await lab(more);
    const canvas = figure(page).locator("[data-chart=histograms] .plot > canvas");
    await until(async () => /Input, as it enters the network: .*mean .*std .*no gradient/.test(await canvas.getAttribute("aria-label")), () => canvas.getAttribute("aria-label"));
    await button(page, "Show numbers").click();
    const [input, first] = await lines(page);
    assert.deepEqual([input.layer, first.layer, input["gradient std"]], ["input", "1", "–"], more);
    const std = Number(input["activation std"]);
    assert.ok(more === "&scaling=raw" ? std > 5 : std > 0.8 && std < 1.2, `${more}: ${std}`);
    const [download] = await Promise.all([page.waitForEvent("download"), button(page, "Download CSV").click()]);
    const file = (await readFile(await download.path(), "utf8")).trim().split("\n");
    assert.match(file.find((line) => line.startsWith("input,")), /^input,-?[\d.e-]+,[\d.]+,/);
    await canvas.focus();
    await page.keyboard.press("ArrowRight");
    await until(async () => /^Input .*; all of it: mean /.test(await figure(page).locator("[data-part=readout]").innerText()), "the input answers");
    quiet(page);
    await page.close();
  }
});

test("of one example, and of one value per statistic, the page says so and does not say that no signal passes", async () => {
  for (const [query, verdict, note] of [
    ["batch=1", /^The batch is one example, which has no spread across examples/, /^The batch is one example: a std across/],
    ["norm=instance", /^At layer 1 each mean of the normalization is over one value only/, /^Each mean of the normalization is over one value/],
    ["norm=batch&batch=1", /^At layer 1 each mean of the normalization is over one value only/, /^Each mean of the normalization is over one value/],
  ]) {
    const page = await browser.open(`figure=lab&depth=3&width=16&${query}`);
    await drawn(page);
    await until(async () => verdict.test(await figure(page).locator("[data-part=verdict]").innerText()), () => status(page));
    await button(page, "Show numbers").click();
    await until(async () => note.test(await figure(page).locator("#lab-numbers .why").innerText()), query);
    const [, first] = await lines(page);
    if (query.includes("batch=1")) assert.equal(first["std across examples"], "–");
    await figure(page).getByRole("tab", { name: "Health" }).click();
    assert.match(await figure(page).locator("#lab-health .why").innerText(), note);
    quiet(page);
    await page.close();
  }
});

test("a chart without a predicted line says why", async () => {
  const page = await lab("&act=relu&skip=1");
  const caption = figure(page).locator("[data-out=unpredicted]");
  assert.match(await caption.innerText(), /^No line: skip connections pile up a mean/);
  assert.match(await figure(page).locator("[data-chart=depth] .plot > canvas").getAttribute("aria-label"), /No line: skip/);
  await radio(page, "Activation", "tanh").click();
  await until(async () => (await caption.innerText()) === "", "tanh has one");
  quiet(page);
});

test("the derivation has the lab's own number, with the state that it is of", async () => {
  const page = await browser.open("init=large&play=0");
  await drawn(page);
  await laid(page);
  const live = page.locator("[data-lab=backward]");
  await page.locator("details.proof summary").click();
  await until(async () => /^In the lab now \(tanh, large, step 0\): .* 2\.\d+ at each layer\. The formula says 2\.\d+\.$/.test(await live.innerText()), () => live.innerText());
  await figure(page).getByRole("radiogroup", { name: "Initializer" }).getByRole("radio", { name: "small", exact: true }).click();
  await until(async () => /\(tanh, small, step 0\): .* 0\.\d+ at each layer\./.test(await live.innerText()), () => live.innerText());
  quiet(page);
});

test("Download CSV gives the table's numbers, Copy link the address", async () => {
  const page = await lab();
  await browser.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await button(page, "Show numbers").click();
  const rows = await table(page);
  const [download] = await Promise.all([page.waitForEvent("download"), button(page, "Download CSV").click()]);
  const lines = (await readFile(await download.path(), "utf8")).trim().split("\n");
  const names = lines.find((line) => line.startsWith("layer,")).split(",");
  const last = lines.at(-1).split(",");
  assert.equal(last[names.indexOf("activation std")], rows.at(-1)["activation std"]);
  await button(page, "Copy link").click();
  await until(async () => (await page.evaluate(() => navigator.clipboard.readText())).includes("depth=3"), "the link is on the clipboard");
  quiet(page);
});

test("on a phone and in the dark every tab is accessible and nothing scrolls sideways, with two pixels for one", async () => {
  const other = await start({ deviceScaleFactor: 2 });
  try {
    const page = await other.open("figure=lab&init=he&act=relu&until=40&play=1&speed=5", PHONE);
    await reach(page, 40);
    await looked(page, "", EVERY_LOOK);
    await button(page, "More").click();
    for (const [tab, picture] of [["Learned", ""], ["Health", ""], ["Numbers", "lab"]]) {
      await figure(page).getByRole("tab", { name: tab, exact: true }).click();
      await looked(page, picture, EVERY_LOOK);
    }
    quiet(page);
  } finally {
    await other.stop();
  }
});

test("on a phone the question, its answer and every verdict leave the picture where it is", async () => {
  // The lab asks nobody who comes with a state; at 320 px its question is too long to keep room for.
  for (const [width, hash] of [[320, "figure=lab"], [390, ""], [412, ""]]) {
    const page = await browser.open(hash, { width });
    await drawn(page);
    await page.evaluate(() => {
      const [lab, charts] = [".lab", ".lab .charts"].map((one) => document.querySelector(one));
      globalThis.tops = new Set();
      globalThis.words = new Set();
      const look = () => {
        tops.add(Math.round(charts.getBoundingClientRect().top - lab.getBoundingClientRect().top));
        words.add(lab.querySelector("[data-part=verdict]").offsetHeight);
        requestAnimationFrame(look);
      };
      look();
    });
    if (!hash) await skipped(button(page, "just show me"), "the lab");
    await button(page, "Play").click();
    await reach(page, 60);
    const [tops, words] = await page.evaluate(() => [[...globalThis.tops], [...globalThis.words]]);
    assert.ok(words.length > 1, `${width} px: the words are always as long: ${words}`);
    assert.equal(tops.length, 1, `${width} px: ${tops}`);
    quiet(page);
    await page.close();
  }
});
