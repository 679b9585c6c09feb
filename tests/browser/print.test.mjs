// On paper: every figure with its numbers and answers, in ink on white, whole and without controls; also one in a course page.
// And where the reader's system chooses the colours.

import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { answered, drawn, figure, laid, reach, screenshot, start, until } from "./lib/browser.mjs";
import { RESULTS, servePages } from "./lib/server.mjs";

let browser;
before(async () => { browser = await start({ whole: true }); });
after(() => browser?.stop());

// As the browser tells the page before it prints; what the page does is done when this returns.
const print = (page) => page.evaluate(() => { dispatchEvent(new Event("beforeprint")); });
const printed = (page) => page.evaluate(() => { dispatchEvent(new Event("afterprint")); });

// Of each chart in `selector` that has been drawn: its figure, width, and of the pixels that are not as the ground (its first one is)
// how many there are and the darkest and lightest, 0 to 255.
const charts = (page, selector) => page.evaluate((within) => [...document.querySelectorAll(`${within} .plot[data-drawn]`)].map((plot) => {
  let [ink, least, most] = [0, 255, 0];
  for (const canvas of plot.querySelectorAll("canvas")) {
    if (!canvas.width || !canvas.height) continue;
    const copy = Object.assign(document.createElement("canvas"), { width: canvas.width, height: canvas.height });
    const context = copy.getContext("2d", { willReadFrequently: true });
    context.drawImage(canvas, 0, 0);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    for (let i = 0; i < data.length; i += 4) {
      if (data[i + 3] < 250 || [0, 1, 2].every((part) => data[i + part] === data[part])) continue;
      const light = (data[i] + data[i + 1] + data[i + 2]) / 3;
      [ink, least, most] = [ink + 1, Math.min(least, light), Math.max(most, light)];
    }
  }
  return { figure: plot.closest("[data-figure]").dataset.figure, width: plot.querySelector("canvas").width, ink, least, most };
}), selector);

// Playwright says that it kept the page's copy for later from being made; nothing else may be said.
const calm = (page) => assert.deepEqual(page.noise.filter((line) => !line.includes("Service Worker registration blocked")), []);

const colour = (page, selector, name) => page.locator(selector).first().evaluate((element, property) => getComputedStyle(element)[property], name);

async function pdf(page, name, options = {}) {
  const file = await page.pdf({ format: "A4", printBackground: false, ...options });
  await mkdir(RESULTS, { recursive: true });
  await writeFile(join(RESULTS, `${name}.pdf`), file);
  return file;
}

test("a chart is drawn for paper by calls that the browser keeps: nothing is cleared and no picture of it is put there", async () => {
  const page = await browser.open("figure=lab");
  await drawn(page);
  await page.evaluate(() => {
    const calls = (globalThis.calls = { clearRect: 0, drawImage: 0, fillText: 0 }), drawing = CanvasRenderingContext2D.prototype;
    for (const name of Object.keys(calls)) {
      const plain = drawing[name];
      drawing[name] = function (...given) { calls[name] += document.documentElement.hasAttribute("data-print"); return plain.apply(this, given); };
    }
  });
  // The browser itself tells the page before and after.
  await pdf(page, "print-lab-light");
  assert.equal(await page.evaluate(() => document.documentElement.hasAttribute("data-print")), false);
  const { clearRect, drawImage, fillText } = await page.evaluate(() => globalThis.calls);
  assert.deepEqual([clearRect, drawImage, fillText > 20], [0, 0, true]);
  calm(page);
});

for (const [theme, query] of [["light", ""], ["dark", ""], ["dark", "theme=dark"]]) {
  test(`every figure of the article is drawn for paper, on a ${theme} screen ${query}`, async () => {
    const page = await browser.open(query, { colorScheme: theme });
    await drawn(page);
    await laid(page);
    await until(async () => (await charts(page, "[data-figure=lab]")).length > 0, "the lab's charts");
    // Figures that need no run, far out of sight; their questions are answered.
    const unasked = ["chain", "sum", "slopes", "contours", "contrast", "why"];
    await page.waitForSelector("[data-figure=sum][data-asking]");
    await page.evaluate(() => document.querySelectorAll("[data-answer=skip]").forEach((one) => one.click()));
    await page.evaluate(() => scrollTo(0, 0));
    const before = await page.evaluate(() => document.querySelector("[data-figure=lab] .plot > canvas").width);
    await print(page);
    assert.equal(await colour(page, "html", "backgroundColor"), "rgb(255, 255, 255)");
    assert.equal(await colour(page, "html", "color"), "rgb(17, 17, 17)");
    const all = await charts(page, "body");
    const figures = new Set(all.map((chart) => chart.figure));
    for (const name of ["lab", ...unasked]) assert.ok(figures.has(name), `${name} is not drawn: ${[...figures]}`);
    for (const chart of all) {
      assert.ok(chart.ink > 0, `${chart.figure}: nothing is drawn`);
      assert.ok(chart.least < 90, `${chart.figure}: no ink, darkest ${chart.least}`);
    }
    await printed(page);
    await pdf(page, `print-article-${theme}${query ? "-chosen" : ""}`);
    await until(async () => (await page.evaluate(() => document.querySelector("[data-figure=lab] .plot > canvas").width)) === before, "the screen's own size", 60000);
    if (theme === "dark") assert.notEqual(await colour(page, "html", "backgroundColor"), "rgb(255, 255, 255)");
    calm(page);
    await page.close();
  });
}

// What can be read on the paper, and what of it can be pressed or dragged.
const seen = (page) => page.evaluate(() => {
  const shown = (element) => element.checkVisibility();
  const controls = [...document.querySelectorAll("button:not([data-answer], [aria-pressed=true]), input[type=range], input[type=radio], input[type=checkbox], a.full")];
  return { controls: controls.filter(shown).map((one) => one.outerHTML), text: document.body.innerText, across: document.documentElement.scrollWidth };
});

test("the lab alone in the dark: chosen values, verdict, charts, no controls, nothing cut", async () => {
  const page = await browser.open("figure=lab&init=he&act=relu&until=20&play=1&speed=20", { colorScheme: "dark" });
  await reach(page, 20);
  await print(page);
  for (const chart of await charts(page, "[data-figure=lab]")) assert.ok(chart.ink > 0 && chart.least < 90 && chart.width <= 1408, JSON.stringify(chart));
  await page.emulateMedia({ media: "print" });
  const { controls, text } = await seen(page);
  assert.deepEqual(controls, []);
  for (const words of ["He", "ReLU", "step 20", "accuracy", "Learning rate", "Seed"]) assert.ok(text.includes(words), `${words} is not printed: ${text}`);
  const chosen = await page.locator("[data-figure=lab] [data-control=init]").first().innerText();
  assert.match(chosen, /^Initializer\s*He$/, "only what is chosen is printed");
  assert.ok(!text.includes("had not run"), "the lab has a picture");
  await page.emulateMedia({ media: null });
  await printed(page);
  await pdf(page, "print-lab-dark");
  calm(page);
});

test("a race that ran prints a strip for each row, on a phone as well; one never seen says so", async () => {
  for (const [name, width] of [["wide", 1280], ["phone", 390]]) {
    const page = await browser.open("figure=race&until=5&play=1&speed=5", { width, colorScheme: "dark" });
    await reach(page, 5, { figure: "Race", timeout: 60000 });
    await print(page);
    await page.emulateMedia({ media: "print" });
    const rows = await page.locator(".row:not([data-off])").count();
    assert.ok(rows >= 2);
    assert.equal(await page.locator(".row:not([data-off]) .plot[data-drawn]").filter({ visible: true }).count(), rows);
    assert.deepEqual((await seen(page)).controls, []);
    await page.emulateMedia({ media: null });
    await printed(page);
    await pdf(page, `print-race-${name}`);
    calm(page);
    await page.close();
  }
  const page = await browser.open("");
  await drawn(page);
  await page.waitForSelector("[data-figure=sum][data-asking]");
  await print(page);
  await page.emulateMedia({ media: "print" });
  assert.match(await figure(page, "Race").innerText(), /had not run when the page was printed/);
  assert.equal(await page.locator("[data-figure=race] .row .plot").filter({ visible: true }).count(), 0, "no empty strips");
});

test("a figure that waits for a guess prints its question with the answers to tick, and an answered one its reply", async () => {
  const page = await browser.open("figure=quiet");
  await figure(page, "Quiet or gone").getByRole("button", { name: "Just show it" }).waitFor();
  await print(page);
  await page.emulateMedia({ media: "print" });
  const asked = await figure(page, "Quiet or gone").innerText();
  assert.match(asked, /How many of the held-out digits/);
  assert.match(asked, /about half/);
  assert.doesNotMatch(asked, /Just show it/);
  assert.equal(await page.locator("[data-figure=quiet] .plot").filter({ visible: true }).count(), 0);
  await pdf(page, "print-quiet-asked");
  await page.emulateMedia({ media: null });
  await printed(page);
  await answered(page, "Quiet or gone");
  const finding = figure(page, "Quiet or gone").locator("[data-part=finding]");
  await until(async () => /gone\.$/.test(await finding.innerText()), () => finding.innerText(), 60000);
  await figure(page, "Quiet or gone").getByRole("button", { name: "Show numbers" }).click();
  await page.getByRole("table", { name: "Quiet or gone" }).waitFor();
  await print(page);
  await page.emulateMedia({ media: "print" });
  assert.ok(await finding.isVisible());
  assert.ok(await page.getByRole("table", { name: "Quiet or gone" }).isVisible());
  for (const chart of await charts(page, "[data-figure=quiet]")) assert.ok(chart.least < 90, JSON.stringify(chart));
  await page.emulateMedia({ media: null });
  await printed(page);
  await pdf(page, "print-quiet");
  calm(page);
});

test("what a print has no use for is left out: an empty pad, help for keys, axes without a value", async () => {
  const page = await browser.open("");
  await drawn(page);
  await laid(page);
  const scene = async () => {
    await print(page);
    await page.emulateMedia({ media: "print" });
    const kept = await page.evaluate(() => ({
      pad: document.querySelector(".pad").checkVisibility(),
      keys: document.querySelector("footer").innerText.includes("?"),
      empty: [...document.querySelectorAll("[data-empty]")].filter((plot) => plot.closest(".chart").checkVisibility()).length,
      unsaid: [...document.querySelectorAll("[data-figure]:has([data-empty]):not([data-asked])")].filter((one) => !one.querySelector(".not-run").checkVisibility()).map((one) => one.dataset.figure),
      left: [...new Set([...document.querySelectorAll("[data-empty]")].map((plot) => plot.closest("[data-figure]").dataset.figure))],
    }));
    await page.emulateMedia({ media: null });
    await printed(page);
    return kept;
  };
  await page.evaluate(() => document.querySelectorAll("[data-answer=skip]").forEach((one) => one.click()));
  const { left, ...kept } = await scene();
  assert.deepEqual(kept, { pad: false, keys: false, empty: 0, unsaid: [] });
  for (const name of ["quiet", "sweep"]) assert.ok(left.includes(name), `${name} has had no run: ${left}`);
  for (const name of ["lab", "chain", "sum", "slopes", "contours"]) assert.ok(!left.includes(name), `${name} has values`);
  // A drawing is printed.
  const cell = figure(page, "Lab").locator("[data-cell='20']");
  await cell.scrollIntoViewIfNeeded();
  await cell.press("Space");
  assert.equal((await scene()).pad, true);
  calm(page);
});

// So many sheets has a PDF of Chromium's.
const sheets = (file) => file.toString("latin1").match(/\/Type \/Page\b/g).length;

test("a course page prints its frame whole, on one sheet", async (t) => {
  const pages = {};
  const course = await servePages(pages);
  t.after(() => course.close());
  const element = `<unit-variance figure="lab" init="he" act="relu" theme="dark" loading="eager"></unit-variance>`;
  const bodies = { column: element, narrow: `<div style="float:left;width:50%">${element}</div>`, table: `<table><tr><td>Text</td><td>${element}</td></tr></table>`, rtl: `<div dir="rtl">${element}</div>` };
  for (const [name, body] of Object.entries(bodies)) {
    pages["/course.html"] = `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>A course</title><body><p>Before.</p><p style="height:300px">Text.</p>
      <script src="${browser.url}embed.js"></script>${body}<p style="clear:both">After.</p></body></html>`;
    const tab = await browser.context.newPage();
    await tab.goto(`${course.origin}/course.html`);
    const frame = tab.frameLocator("unit-variance iframe");
    await frame.locator("html[data-boot=ready]").waitFor();
    await frame.locator("section[data-alone][data-state=idle]").waitFor();
    const sheet = tab.locator("unit-variance .sheet");
    await until(() => sheet.evaluate((one) => parseFloat(one.style.getPropertyValue("--print")) > 0), "the frame says how tall it is on paper");
    await tab.setViewportSize({ width: 718, height: 1000 });
    const framed = (kind) => frame.locator("html").evaluate((_, event) => { dispatchEvent(new Event(event)); }, kind);
    await framed("beforeprint");
    await tab.emulateMedia({ media: "print" });
    // In one moment: the frame may say another height between two.
    const boxes = () => tab.locator("unit-variance").evaluate((host) => ["iframe", ".sheet", ""].map((inside) => {
      const { left, right, width, height } = (inside ? host.shadowRoot.querySelector(inside) : host).getBoundingClientRect();
      return { left, right, width, height };
    }));
    const inner = () => frame.locator("main").evaluate((one) => one.getBoundingClientRect().height);
    // The narrower page lays its frame out again, which then says how tall it prints from now on.
    let [outer, place, around] = [];
    await until(async () => {
      [outer, place, around] = await boxes();
      const [fit, prints] = [outer.width / 704, await inner()];
      return fit > 0.3 && outer.height / fit >= prints && outer.height / fit < prints * 1.1;
    }, async () => `${name}: the frame is ${JSON.stringify(outer)}, it prints ${await inner()}`);
    assert.ok(outer.height <= 961 && outer.left >= around.left - 1 && outer.right <= around.right + 1, `${name}: ${JSON.stringify([outer, around])}`);
    assert.ok(Math.abs(place.height - outer.height) < 2, `${name}: ${place.height} are kept for ${outer.height}`);
    await tab.emulateMedia({ media: null });
    await framed("afterprint");
    assert.equal(sheets(await pdf(tab, `print-course-${name}`, { margin: { top: "1cm", bottom: "1cm" } })), 2, name);
    await tab.close();
  }
});

for (const colorScheme of ["light", "dark"]) {
  test(`forced colours (${colorScheme}): charts stand on the system's paper, and what colours say is not lost`, async () => {
    for (const [name, query, region] of [["lab", "figure=lab&until=10&play=1&speed=10", "Lab"], ["race", "figure=race&until=2&play=1", "Race"], ["cube", "figure=cube", "Cube"]]) {
      const page = await browser.open(`${query}&theme=${colorScheme === "dark" ? "light" : "dark"}`, { colorScheme, forcedColors: "active" });
      if (name !== "cube") await reach(page, 2, { figure: region, timeout: 60000 });
      await until(async () => (await charts(page, "body")).length > 0, "charts");
      const paper = await colour(page, "html", "backgroundColor");
      const dark = paper === "rgb(0, 0, 0)";
      for (const chart of await charts(page, "body")) {
        // A contrast of 3 with the paper, which WCAG asks of graphics: #949494 on white, #5a5a5a on black.
        assert.ok(dark ? chart.most >= 0x5a : chart.least <= 0x94, `${paper}: ${JSON.stringify(chart)}`);
      }
      if (name === "lab") {
        assert.notEqual(await colour(page, ".key.act", "color"), await colour(page, ".key.grad", "color"));
        const bar = page.locator(".probabilities li > i").first();
        if (await bar.isVisible()) assert.notEqual(await bar.evaluate((i) => getComputedStyle(i).backgroundColor), paper);
        const cell = await colour(page, ".pad [role=gridcell]", "backgroundColor");
        assert.notEqual(cell, await colour(page, ".pad [role=gridcell]", "color"), "cells have a shade of their own");
      }
      await screenshot(page, `forced-${name}-${colorScheme}`);
      calm(page);
      await page.close();
    }
  });
}
