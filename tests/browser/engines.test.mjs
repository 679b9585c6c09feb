// The page in Firefox and in WebKit: it boots, every figure's main path works by mouse and by keyboard, the numbers are the same
// bits, bad links and lost workers are told, axe finds nothing, the console stays empty.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { until } from "./lib/browser.mjs";
import { begin, ENGINES, seen } from "./lib/engines.mjs";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const FOLDER = new URL("../fixtures/golden/", import.meta.url);
const FIGURES = (await readFile(new URL("../../src/lesson/figure.rs", import.meta.url), "utf8")).match(/^    [A-Z]\w+ "[a-z]+"/gm).map((line) => line.match(/"(.*)"/)[1]);

const file = (name) => readFile(new URL(name, FOLDER), "utf8").then(JSON.parse);
const said = (selector) => document.querySelector(selector)?.textContent ?? "";

// Asks the reader's question away, as a reader does who would rather see.
async function show(page) {
  for (const skip of ["[data-alone] .ask:not([hidden]) [data-answer=skip]", "[data-alone] .question:not([hidden]) [data-answer=skip]"]) {
    await page.dismiss(skip);
  }
}

// The choices of the lab and the race that a wide page has room for on one line and that stand on two.
const broken = () => [...document.querySelectorAll(":is([data-figure=lab], [data-figure=race]) > .controls .chips")].filter((chips) => {
  const seen = [...chips.children].filter((chip) => chip.checkVisibility());
  return new Set(seen.map((chip) => Math.round(chip.getBoundingClientRect().top))).size > 1;
}).map((chips) => chips.innerText.replaceAll("\n", " "));

for (const engine of ENGINES) {
  // Nothing is kept for later: of what a service worker keeps, a test that breaks a load would see nothing.
  const faults = new Map([["sw.js", 404]]);
  let browser;
  before(async () => { if (!engine.missing) browser = await begin(engine, faults); });
  after(() => browser?.stop());
  const check = (name, work) => test(`${engine.name}: ${name}`, { skip: engine.missing ? `${engine.missing} is not installed` : false }, work);

  check("the page boots, its worker answers, and the console stays empty", async () => {
    for (const width of [1280, 390]) {
      const page = await browser.open("", { width });
      await page.until(() => document.documentElement.dataset.worker === "ready", "the worker answers");
      await page.until(seen, "the first figure is drawn", "[data-figure=lab] .plot[data-drawn]");
      await page.until(seen, "all figures are there", "footer.laid");
      if (width === 1280) assert.deepEqual(await page.run(broken), [], "each choice has its line");
      await page.keep(`article-${width}`);
      assert.deepEqual(await page.noise(), []);
      await page.close();
    }
  });

  check("a link to a section opens at it", async () => {
    const page = await browser.open("layer-instance-group", { width: 390 });
    await page.until(seen, "all is laid out", "footer.laid");
    await page.until(() => Math.abs(document.getElementById("layer-instance-group").getBoundingClientRect().top) < 3, "the section is at the top");
    assert.deepEqual(await page.noise(), []);
    await page.close();
  });

  for (const name of FIGURES) {
    check(`${name}: a guess, the picture, a button and the arrow keys`, async () => {
      const page = await browser.open(`figure=${name}`);
      await page.until(seen, "it stands alone", `[data-figure="${name}"][data-alone]`);
      await show(page);
      const button = ["step", "run", "play"].map((action) => `[data-alone] [data-action=${action}]:not([disabled])`);
      for (const one of button) {
        if (!(await page.run(seen, one))) continue;
        await page.click(one);
        await page.until(() => document.querySelector("[data-alone]").dataset.state !== "starting", "the button works");
        break;
      }
      await page.until(seen, "it is drawn", "[data-alone] .plot[data-drawn] > canvas");
      const canvas = "[data-alone] .plot[data-drawn] > canvas";
      const answers = () => {
        const [tip, alone] = [document.querySelector("[data-part=tip]"), document.querySelector("[data-alone]")];
        return (tip.checkVisibility() && tip.textContent) || /\d/.test(alone.querySelector("[data-part=readout]")?.textContent ?? "") || /c=[1-9]/.test(location.hash);
      };
      // A page that still scrolls takes a tip away.
      await until(async () => { await page.press(canvas, "ArrowRight"); return page.run(answers); }, "the chart answers the key", 20000);
      assert.deepEqual(await page.noise(), []);
      await page.close();
    });
  }

  check("a trained network's numbers are the same bits", async () => {
    const names = (await readdir(FOLDER)).filter((one) => one.endsWith(".json"));
    assert.ok(names.length >= 5);
    for (const run of await Promise.all(names.slice(0, 3).map(file))) {
      const page = await browser.open(`figure=lab&${run.query}&until=${run.step}&play=1&speed=20`);
      await page.until((step) => Number(document.querySelector("[data-figure=lab]").dataset.step) === step, `step ${run.step} of ${run.query}`, run.step);
      await page.run(() => document.querySelector("[data-figure=lab] [data-action=show-numbers]").click());
      const rows = () => page.run((names) => {
        const table = [...document.querySelectorAll("[data-figure=lab] table")].find((one) => one.caption?.textContent.trim().startsWith("Layer statistics"));
        const heads = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim());
        const bits = (text) => {
          if (text === "–") return null;
          const view = new DataView(new ArrayBuffer(4));
          view.setFloat32(0, Number(text.replace("−", "-").replace("∞", "Infinity")));
          return view.getUint32(0);
        };
        const lines = [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.textContent.trim())).filter(([layer]) => layer !== "input");
        return lines.map((line) => names.map((name) => bits(line[heads.indexOf(name)])));
      }, run.columns);
      await page.until(() => document.querySelector("[data-figure=lab] table tbody")?.rows.length > 1, "the table");
      assert.deepEqual(await rows(), run.layers, run.query);
      await page.close();
    }
  });

  check("a link that cannot be meant is told, and the page goes on", async () => {
    const page = await browser.open("init=hee&depth=900");
    await page.until(seen, "the notice", "[data-part=notices] p");
    const told = await page.run(said, "[data-part=notices]");
    assert.ok(told.includes("hee") && told.includes("900"), told);
    assert.deepEqual(await page.noise(), []);
    await page.close();
  });

  check("a worker that cannot be loaded is told", async () => {
    faults.set("worker-", 404);
    try {
      const page = await browser.open("figure=lab", { wait: false });
      await page.until(seen, "the word about it", "[role=alert]:not(:empty):not([hidden])");
      await page.close();
    } finally {
      faults.delete("worker-");
    }
  });

  check("axe finds nothing", async () => {
    const page = await browser.open();
    await page.until(seen, "all is laid out", "footer.laid");
    await page.run(`function () { ${await readFile(AXE, "utf8")}; globalThis.found = null; globalThis.axe.run(document, { resultTypes: ["violations"] }).then((result) => { globalThis.found = result.violations.flatMap((rule) => rule.nodes.map((node) => rule.id + ": " + node.target.join(" "))); }); }`);
    await page.until(() => globalThis.found, "axe is done");
    assert.deepEqual(await page.run(() => globalThis.found), []);
    await page.close();
  });
}
