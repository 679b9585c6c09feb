// The worker fails to start, does not answer in time, or dies: the page says so, and Restart works.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { laid, listen, reach, start, until } from "./lib/browser.mjs";

let browser;
before(async () => { browser = await start({ whole: true }); });
after(() => browser?.stop());

const fault = (page) => page.getByRole("region", { name: "Lab" }).locator("[data-part=error]");

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
  const pattern = /worker-[0-9a-f]*\.js/;
  const page = await broken(pattern, (route) => route.fulfill({ status: 404, body: "" }));
  await fault(page).waitFor();
  assert.match(await fault(page).innerText(), /could not be started/);
  await restartWorks(page, pattern);
});

test("a worker that does not answer in time is named", async () => {
  const pattern = /worker-[0-9a-f]*\.js/;
  const held = new Promise(() => {});
  const page = await broken(pattern, () => held, (fresh) => fresh.clock.install());
  await page.clock.fastForward(120000);
  await fault(page).waitFor();
  assert.match(await fault(page).innerText(), /in time/);
  await page.clock.resume();
  await restartWorks(page, pattern);
});

test("a worker that dies is named, and Restart starts another", async () => {
  const pattern = /worker-[0-9a-f]*\.js/;
  const page = await broken(pattern, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${await response.text()}; setTimeout(() => { throw new Error("out of breath"); }, 1000);` });
  });
  await page.waitForSelector("html[data-worker=ready]");
  await fault(page).waitFor();
  assert.match(await fault(page).innerText(), /stopped: .*out of breath/);
  await restartWorks(page, pattern);
});

test("what stops the program in a worker is named", async () => {
  // The page's program calls for its own JavaScript once; every further call is a worker's.
  let calls = 0;
  const pattern = /app-.*\.js/;
  const page = await broken(pattern, (route) => (calls++ ? route.fulfill({ body: "export default () => { throw new Error('no program'); }", contentType: "text/javascript" }) : route.continue()));
  await fault(page).waitFor();
  assert.match(await fault(page).innerText(), /stopped: .*no program/);
  await restartWorks(page, pattern);
});

const later = /app-.*_later\.wasm/;

test("what is done in a figure that has not come yet is done when it comes, and the lab waits for none of it", async () => {
  let come;
  const coming = new Promise((resolve) => { come = resolve; });
  const page = await browser.context.newPage();
  page.noise = listen(page);
  await page.route(later, (route) => coming.then(() => route.continue()));
  await page.goto(`${browser.url}#depth=3`);
  await page.waitForSelector("html[data-worker=ready]");
  await page.getByRole("region", { name: "Lab" }).getByRole("button", { name: "Step", exact: true }).click();
  await reach(page, 1);
  // Text that is still laid out may push the race out of sight, where it would wait.
  await laid(page);
  const race = page.getByRole("region", { name: "Race" });
  await race.locator("[data-answer]").first().click();
  await race.getByRole("button", { name: "Play", exact: true }).click();
  assert.equal(await race.getAttribute("data-step"), null);
  come();
  await reach(page, 1, { figure: "Race" });
  assert.deepEqual(page.noise, []);
});

test("a run with a normalization waits for the rest of the program; one without goes on beside it", async () => {
  const page = await browser.context.newPage();
  let come;
  const coming = new Promise((done) => { come = done; });
  page.noise = listen(page);
  await page.route(later, (route) => coming.then(() => route.continue()));
  await page.goto(`${browser.url}#figure=lab&norm=batch&depth=3`);
  await page.waitForSelector("html[data-worker=ready]");
  const lab = page.getByRole("region", { name: "Lab" });
  const chosen = (name) => lab.getByRole("radiogroup", { name: "Normalization" }).getByRole("radio", { name, exact: true });
  assert.equal(await lab.getAttribute("data-step"), null);
  await chosen("none").check();
  await lab.getByRole("button", { name: "Step", exact: true }).click();
  await reach(page, 1);
  await chosen("layer").check();
  come();
  await lab.getByRole("button", { name: "Step", exact: true }).click();
  await reach(page, 1);
  await until(async () => page.url().includes("norm=layer"), "the address follows");
  assert.deepEqual(page.noise, []);
});

test("figures that could not be loaded are named, the lab goes on, and using one asks again", async () => {
  const page = await broken(later, (route) => route.fulfill({ status: 404, body: "" }));
  await page.waitForSelector("[data-part=boot-failure]:not([hidden])");
  assert.match(await page.locator("[data-part=boot-failure]").innerText(), /rest of the page could not be loaded: .*404/);
  await page.getByRole("button", { name: "Step", exact: true }).click();
  await reach(page, 1);
  await page.unroute(later);
  await page.evaluate(() => { location.hash = "figure=sum"; });
  const sum = page.getByRole("region", { name: "Sum" });
  await sum.locator("[data-answer]").first().click();
  await page.waitForSelector("[data-figure=sum][data-asking=no]:not([data-asked])");
});
