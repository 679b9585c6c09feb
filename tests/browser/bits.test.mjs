// The numbers of the page's table are, bit for bit, the ones that the native tests check (tests/golden.rs).

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { after, before, test } from "node:test";
import { quiet, reach, start, statistics, table } from "./lib/browser.mjs";

const FOLDER = new URL("../fixtures/golden/", import.meta.url);
const runs = await Promise.all((await readdir(FOLDER)).filter((file) => file.endsWith(".json")).map(async (file) => ({
  name: file.replace(".json", ""), ...JSON.parse(await readFile(new URL(file, FOLDER), "utf8")),
})));

let browser;
before(async () => { browser = await start(); });
after(() => browser?.stop());

// The bits of the f32 that a cell prints in full; NaN ("–") is null, as in the files.
function bits(text) {
  if (text === "–") return null;
  const value = text.replace("−", "-").replace("∞", "Infinity");
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, Number(value));
  assert.ok(!Number.isNaN(Number(value)), `not a number: ${text}`);
  return view.getUint32(0);
}

test("there are runs to compare", () => assert.ok(runs.length >= 5));

for (const run of runs) {
  test(`${run.name}: ${run.query} at step ${run.step}`, async () => {
    const { page, rows } = await statistics(browser, run.query, run.step);
    const shown = rows.map((row) => run.columns.map((name) => bits(row[name])));
    assert.deepEqual(shown, run.layers);
    quiet(page);
    await page.close();
  });
}

test("the speed of playing does not change a bit", async () => {
  const query = "init=he&act=relu&depth=4&width=30&seed=5";
  const slow = await browser.open(`figure=lab&${query}&until=30&play=1&speed=1`);
  await reach(slow, 30, { timeout: 60000 });
  await slow.getByRole("button", { name: "Show numbers" }).click();
  const first = await table(slow);
  const { rows } = await statistics(browser, query, 30);
  assert.deepEqual(rows, first);
});
