// The worker fails to start, does not answer in time, is of another build, or dies: the page says so, and Restart works.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { listen, reach, start } from "./lib/browser.mjs";
import { DIST } from "./lib/server.mjs";

let browser;
before(async () => { browser = await start(); });
after(() => browser?.stop());

const fault = (page) => page.getByRole("region", { name: "Lab" }).locator("[data-part=fault]");

// A fresh page whose requests for `pattern` are answered by `answer` until `page.unroute`.
async function broken(pattern, answer, prepare = () => {}) {
  const page = await browser.context.newPage();
  page.noise = listen(page);
  await prepare(page);
  await page.route(pattern, answer);
  await page.goto(`${browser.url}#figure=lab&depth=3`);
  await page.waitForSelector("html[data-boot=ready]");
  return page;
}

async function restartWorks(page, pattern) {
  await page.unroute(pattern);
  await page.getByRole("button", { name: "Restart", exact: true }).click();
  await page.waitForSelector("html[data-worker=ready]");
  await page.getByRole("button", { name: "Step", exact: true }).click();
  await reach(page, 1);
  assert.ok(await fault(page).isHidden());
}

test("a worker that cannot be fetched is named, and Restart starts another", async () => {
  const pattern = /worker-.*_loader\.js/;
  const page = await broken(pattern, (route) => route.fulfill({ status: 404, body: "" }));
  await fault(page).waitFor();
  assert.match(await fault(page).innerText(), /could not be started/);
  await restartWorks(page, pattern);
});

test("a worker that does not answer in time is named", async () => {
  const pattern = /worker-.*_bg\.wasm/;
  const held = new Promise(() => {});
  const page = await broken(pattern, () => held, (fresh) => fresh.clock.install());
  await page.clock.fastForward(120000);
  await fault(page).waitFor();
  assert.match(await fault(page).innerText(), /in time/);
  await page.clock.resume();
  await restartWorks(page, pattern);
});

test("a worker that dies is named, and Restart starts another", async () => {
  const pattern = /worker-.*_loader\.js/;
  const page = await broken(pattern, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${await response.text()}; setTimeout(() => { throw new Error("out of breath"); }, 1000);` });
  });
  await page.waitForSelector("html[data-worker=ready]");
  await fault(page).waitFor();
  assert.match(await fault(page).innerText(), /stopped: .*out of breath/);
  await restartWorks(page, pattern);
});

test("a worker of another build is refused", async () => {
  const name = (await readdir(DIST)).find((file) => /^worker-.*_bg\.wasm$/.test(file));
  const bytes = await readFile(join(DIST, name));
  const app = await readFile(join(DIST, (await readdir(DIST)).find((file) => /^app-.*_bg\.wasm$/.test(file))), "latin1");
  // The build's id is 16 hexadecimal digits that both programs hold; bindgen's names end in such digits too, after a _.
  const runs = bytes.toString("latin1").match(/(?<![_0-9a-f])[0-9a-f]{16,40}(?![0-9a-f])/g) ?? [];
  const windows = runs.flatMap((run) => Array.from({ length: run.length - 15 }, (_, at) => run.slice(at, at + 16)));
  const both = [...new Set(windows)].filter((id) => app.includes(id));
  assert.ok(both.length >= 1, "the build's id was not found");
  for (const id of both) {
    for (let at = bytes.indexOf(id, 0, "latin1"); at >= 0; at = bytes.indexOf(id, at + 1, "latin1")) bytes.write("0123456789abcdef", at, "latin1");
  }
  const pattern = /worker-.*_bg\.wasm/;
  const page = await broken(pattern, (route) => route.fulfill({ body: bytes, contentType: "application/wasm" }));
  await fault(page).waitFor();
  assert.match(await fault(page).innerText(), /different versions: reload/);
  await restartWorks(page, pattern);
});
