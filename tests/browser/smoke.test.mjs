// The page as a whole: it loads from a sub-path, its worker answers, its console stays empty, its text needs no program.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessible, frames, laid, listen, quiet, screenshot, start } from "./lib/browser.mjs";

let browser;
before(async () => { browser = await start({ whole: true }); });
after(() => browser?.stop());

// The place where www/boot.js says what it could not do.
const failure = (page) => page.locator("[data-part=boot-failure]");

test("the page loads from a sub-path, its worker answers and the console stays empty", async () => {
  const page = await browser.open();
  await page.waitForSelector("html[data-worker=ready]");
  assert.match(await page.title(), /Unit Variance/);
  await frames(page, 20);
  await screenshot(page, "smoke-1280");
  quiet(page);
});

test("axe finds nothing", async () => {
  const page = await browser.open();
  await accessible(page);
});

test("a link of the text ends at the top of its figure, however far that is", async () => {
  for (const viewport of [{ width: 1280, height: 800 }, { width: 390, height: 844 }]) {
    const page = await browser.open();
    await page.setViewportSize(viewport);
    await laid(page);
    for (const figure of ["race", "lab"]) {
      await page.evaluate((name) => document.querySelector(`.page > p a[data-to=${name}]`).click(), figure);
      const top = () => page.evaluate((name) => document.querySelector(`[data-figure=${name}]`).getBoundingClientRect().top, figure);
      await page.waitForFunction((name) => Math.abs(document.querySelector(`[data-figure=${name}]`).getBoundingClientRect().top) < 2, figure)
        .catch(async () => assert.fail(`${figure} is at ${await top()}`));
    }
    await page.close();
  }
});

test("the text can be read without JavaScript", async () => {
  const plain = await start({ javaScriptEnabled: false });
  try {
    const page = await plain.open("", { wait: false });
    assert.match(await page.locator("main").innerText(), /need JavaScript/);
    assert.match(await page.locator("main").innerText(), /first step/);
    assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1);
    quiet(page);
  } finally {
    await plain.stop();
  }
});

test("a program that cannot be fetched is reported, and the text stays", async () => {
  browser.faults.set("_bg.wasm", 404);
  try {
    const page = await browser.context.newPage();
    listen(page);
    await page.goto(browser.url);
    await page.waitForSelector("html[data-boot=failed]");
    // The page first asks for its files again, to say which one is missing.
    await failure(page).getByRole("button", { name: "Reload" }).waitFor();
    assert.match(await failure(page).innerText(), /could not be loaded/);
    assert.ok(await page.getByRole("heading", { level: 1 }).isVisible());
  } finally {
    browser.faults.clear();
  }
});

for (const [name, lack] of [["without WebAssembly", "delete globalThis.WebAssembly"], ["without SIMD", "WebAssembly.validate = () => false"]]) {
  test(`${name} the page says what is missing`, async () => {
    const page = await browser.context.newPage();
    page.noise = listen(page);
    await page.addInitScript(lack);
    await page.goto(browser.url);
    await page.waitForSelector("html[data-boot=missing]");
    assert.match(await failure(page).innerText(), /figures need WebAssembly/);
    assert.ok(await page.getByRole("heading", { level: 1 }).isVisible());
    quiet(page);
  });
}

test("a program that does not come in time is reported, and the report goes when it comes", async () => {
  const page = await browser.context.newPage();
  page.noise = listen(page);
  await page.clock.install();
  let release;
  const held = new Promise((resolve) => { release = resolve; });
  await page.route(/app-.*_bg\.wasm/, async (route) => { await held; await route.continue(); });
  await page.goto(browser.url);
  await page.clock.fastForward(30000);
  await page.waitForFunction(() => /still loading/.test(document.querySelector("[data-part=boot-failure]").textContent));
  release();
  await page.waitForSelector("html[data-boot=ready]");
  assert.ok(await failure(page).isHidden());
  quiet(page);
});
