// The page as a whole: it loads from a sub-path, its worker answers, its console stays empty, its text needs no program.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessible, listen, quiet, screenshot, start } from "./lib/browser.mjs";

let browser;
before(async () => { browser = await start(); });
after(() => browser?.stop());

test("the page loads from a sub-path, its worker answers and the console stays empty", async () => {
  const page = await browser.open();
  await page.waitForSelector("html[data-worker=ready]");
  assert.match(await page.title(), /Unit Variance/);
  await page.waitForTimeout(300);
  await screenshot(page, "smoke-1280");
  quiet(page);
});

test("axe finds nothing", async () => {
  const page = await browser.open();
  await accessible(page);
});

test("the text can be read without JavaScript", async () => {
  const plain = await start({ javaScriptEnabled: false });
  try {
    const page = await plain.open("", { wait: false });
    assert.match(await page.locator("main").innerText(), /initialization/);
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
    assert.match(await page.getByRole("alert").innerText(), /could not be loaded/);
    assert.ok(await page.getByRole("alert").getByRole("button", { name: "Reload" }).isVisible());
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
    assert.match(await page.getByRole("alert").innerText(), /figures need WebAssembly/);
    assert.ok(await page.getByRole("heading", { level: 1 }).isVisible());
    quiet(page);
  });
}
