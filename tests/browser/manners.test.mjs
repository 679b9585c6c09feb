// How the page behaves towards browsers, screens, keyboards, translators and screen readers: each test is a fault that was
// seen once, and its whole kind.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { answered, drawn, figure, laid, quiet, reach, start, step, taken, until } from "./lib/browser.mjs";

let browser;
before(async () => { browser = await start(); });
after(() => browser?.stop());

const hash = (page) => decodeURIComponent(new URL(page.url()).hash.slice(1)).split("&");
const notices = (page) => page.locator("[data-part=notices] p").count();
const cubeGroups = (page) => figure(page, "Cube").getByRole("slider", { name: "Groups", exact: true });
const shown = async (page) => Number(await figure(page, "Cube").locator("output[data-out=groups]").innerText());

// Whether anything is drawn on a canvas, so that not all of it is of one colour; read from a copy, since the browser warns of reading a canvas that is drawn on.
const inked = (canvas) => canvas.evaluate((c) => {
  if (!c.width || !c.height) return false;
  const copy = Object.assign(document.createElement("canvas"), { width: c.width, height: c.height });
  const context = copy.getContext("2d", { willReadFrequently: true });
  context.drawImage(c, 0, 0);
  const pixels = new Uint32Array(context.getImageData(0, 0, c.width, c.height).data.buffer);
  return pixels.some((pixel) => pixel !== pixels[0]);
});

for (const width of [100, 97]) {
  test(`the cube's groups go up and down in the whole article, by arrow keys, beside a network ${width} wide`, async () => {
    const page = await browser.open(`norm=group&groups=1&width=${width}`);
    await laid(page);
    const slider = cubeGroups(page);
    await slider.scrollIntoViewIfNeeded();
    await until(async () => (await shown(page)) === 1, "the cube stands at 1 group");
    await slider.focus();
    for (const [key, stops] of [["ArrowRight", [2, 4, 8, 16, 16]], ["ArrowLeft", [8, 4, 2, 1]]]) {
      for (const stop of stops) {
        await page.keyboard.press(key);
        await until(async () => (await shown(page)) === stop, `${key} goes to ${stop}`);
        assert.equal(await notices(page), 0, `no notice at ${stop}`);
        assert.equal(Number(await slider.inputValue()), stop);
      }
    }
    quiet(page);
    await page.close();
  });
}

test("the cube's groups follow the pointer in the whole article", async () => {
  const page = await browser.open("norm=group&groups=1");
  await laid(page);
  const slider = cubeGroups(page);
  await slider.scrollIntoViewIfNeeded();
  const box = await slider.boundingBox();
  for (const [share, stop] of [[0.5, 8], [0.99, 16], [0.21, 4], [0.01, 1]]) {
    await page.mouse.click(box.x + share * box.width, box.y + box.height / 2);
    await until(async () => (await shown(page)) === stop, `a click at ${share} gives ${stop}`);
    assert.equal(await notices(page), 0);
  }
  quiet(page);
});

test("the lab's groups reach every divisor of its width", async () => {
  const page = await browser.open("figure=lab&norm=group&groups=1");
  const lab = figure(page);
  const slider = lab.getByRole("slider", { name: "Groups", exact: true });
  await slider.focus();
  for (const stop of [2, 4, 5, 10, 20, 25, 50, 100, 100]) {
    await page.keyboard.press("ArrowRight");
    await until(async () => Number(await lab.locator("output[data-out=groups]").innerText()) === stop, `goes to ${stop}`);
  }
  assert.equal(await notices(page), 0);
  quiet(page);
});

test("a slider that moves 250 times writes the address a few times, and its last value lands there", async () => {
  const page = await browser.context.newPage();
  // As WebKit does: more than 100 changes in ten seconds are refused with an error.
  await page.addInitScript(() => {
    const times = [];
    window.writes = { done: 0, refused: 0 };
    for (const name of ["pushState", "replaceState"]) {
      const original = history[name].bind(history);
      history[name] = (...words) => {
        const now = performance.now();
        while (times[0] < now - 10000) times.shift();
        if (times.length >= 100) {
          window.writes.refused += 1;
          throw new DOMException("Attempt to use history.replaceState() more than 100 times per 10 seconds", "SecurityError");
        }
        times.push(now);
        window.writes.done += 1;
        original(...words);
      };
    }
  });
  await page.goto(`${browser.url}#figure=lab`);
  await page.waitForSelector("html[data-worker=ready]", { state: "attached", timeout: 60000 });
  await figure(page).getByRole("button", { name: "More", exact: true }).click();
  await page.evaluate(async () => {
    const slider = document.querySelector("#lab-lr");
    for (let i = 0; i < 250; i += 1) {
      slider.value = String(-4 + (i % 100) / 25 + (i === 249 ? 0.3 : 0));
      slider.dispatchEvent(new Event("input", { bubbles: true }));
      if (i % 5 === 0) await new Promise((next) => setTimeout(next, 4));
    }
  });
  const label = await figure(page).locator("output[data-out=lr]").innerText();
  await until(async () => hash(page).includes(`lr=${label}`), `the address ends at lr=${label}`);
  const writes = await page.evaluate(() => window.writes);
  assert.ok(writes.done < 60 && writes.refused === 0, JSON.stringify(writes));
  // And where the browser refuses all the same, a choice is not lost: the page follows, the address later.
  await page.evaluate(() => { history.pushState = history.replaceState = () => { throw new DOMException("no", "SecurityError"); }; });
  await figure(page).locator("label.chip", { hasText: /^He$/ }).click();
  await until(async () => figure(page).locator("input[value=he]").isChecked(), "He is chosen");
  assert.ok(await page.locator("[data-part=boot-failure]").isHidden());
});

test("another screen's density is noticed without a word of a changed window, and a chart is shown pixel for pixel", async () => {
  const page = await browser.context.newPage();
  // The emulated screen must differ by a pixel, or nothing is told at all; what is told of the window is kept from the page.
  await page.addInitScript(() => window.addEventListener("resize", (event) => event.stopImmediatePropagation(), true));
  await page.goto(`${browser.url}#figure=lab`);
  await drawn(page);
  // How many pixels a canvas has too many or too few for its place on the screen, across and down.
  const stretched = (density) => page.evaluate((ratio) => [...document.querySelectorAll("[data-figure=lab] .plot > canvas")]
    .map((canvas) => [canvas, canvas.getBoundingClientRect()]).filter(([, { width }]) => width)
    .flatMap(([canvas, { width, height }]) => [canvas.width - width * ratio, canvas.height - height * ratio]), density);
  const session = await page.context().newCDPSession(page);
  for (const [density, width] of [[2, 1281], [1, 1280], [1.5, 1281]]) {
    await session.send("Emulation.setDeviceMetricsOverride", { width, height: 800, deviceScaleFactor: density, mobile: false });
    await until(async () => (await stretched(density)).every((pixels) => Math.abs(pixels) < 0.1), async () => `density ${density}: ${await stretched(density)}`);
  }
});

test("a step that writes some numbers has their elements restyled, not the figure", async () => {
  for (const [figure, name] of [["lab", "Lab"], ["race", "Race"]]) {
    const page = await browser.open(`figure=${figure}&play=1`);
    await reach(page, 3, { figure: name });
    const session = await page.context().newCDPSession(page), events = [];
    session.on("Tracing.dataCollected", ({ value }) => events.push(...value));
    await session.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories: ["devtools.timeline"] } });
    await reach(page, (await step(page, name)) + 10, { figure: name });
    const complete = new Promise((done) => session.once("Tracing.tracingComplete", done));
    await session.send("Tracing.end");
    await complete;
    const restyled = events.filter(({ name, ph }) => name === "UpdateLayoutTree" && ph === "X").map(({ args }) => args.elementCount);
    assert.ok(restyled.length > 0 && restyled.every((count) => count < 100), `${name}: ${restyled}`);
    await page.close();
  }
});

test("the first layout is of the first screen; the lab's formulas and the text are laid out soon after", async () => {
  const laidOut = (page) => page.evaluate(() => {
    const seen = [...document.querySelectorAll("main *")].map((one) => [one, one.checkVisibility({ contentVisibilityAuto: true })]);
    return { all: seen.length, seen: seen.filter(([, shown]) => shown).length, formulas: seen.filter(([one, shown]) => shown && one.matches(".lab .abouts math")).length };
  });
  const still = await browser.context.newPage();
  await still.setViewportSize({ width: 390, height: 844 });
  await still.route("**/*.wasm", (route) => route.abort());
  await still.goto(browser.url);
  const first = await laidOut(still);
  assert.ok(first.seen < first.all / 8 && first.formulas === 0, JSON.stringify(first));
  const page = await browser.open("", { width: 390 });
  await laid(page);
  const then = await laidOut(page);
  assert.ok(then.seen > first.all / 3 && then.formulas > 3, JSON.stringify(then));
  quiet(page);
});

test("while the lab plays, nothing is read out but what is new", async () => {
  const page = await browser.open("figure=lab&act=relu&init=he");
  await drawn(page);
  await page.evaluate(() => {
    window.spoken = [];
    const live = (node) => (node.nodeType === 1 ? node : node.parentElement)
      ?.closest("[role=status], [role=alert], [aria-live], output");
    new MutationObserver((changes) => changes.forEach((change) => {
      const region = live(change.target);
      if (region && region.getAttribute("aria-live") !== "off") window.spoken.push(region.textContent);
    })).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  await figure(page).getByRole("button", { name: "Play", exact: true }).click();
  await reach(page, 150, { timeout: 90000 });
  await figure(page).getByRole("button", { name: "Pause", exact: true }).click();
  const heard = () => page.evaluate(() => window.spoken);
  // What happened is said with the picture that follows the click.
  await until(async () => (await heard()).length >= 1, "what happened is read out");
  const spoken = await heard();
  assert.ok(spoken.length <= 10, `150 steps were read out ${spoken.length} times`);
  quiet(page);
});

test("Dismiss leaves the keyboard in the figure, and an embed has no way to a text that it has not", async () => {
  const page = await browser.open("figure=lab&init=nonsense");
  await page.getByRole("button", { name: "Dismiss", exact: true }).click();
  assert.equal(await page.evaluate(() => document.activeElement.dataset.figure), "lab");
  assert.equal(await notices(page), 0);
  assert.ok(await page.getByRole("link", { name: "Skip to the text" }).isHidden());
  quiet(page);
});

test("a translated table keeps its heads, and its cells stay the same elements", async () => {
  const page = await browser.open("figure=race&vary=act&depth=3&width=20");
  await until(async () => (await figure(page, "Race").locator("tbody tr").count()) === 6, "the table has its rows", 60000);
  await page.evaluate(() => {
    document.querySelector("[data-figure=race] thead th:nth-child(2)").textContent = "Kosten";
    window.cell = document.querySelector("[data-figure=race] tbody td");
  });
  await figure(page, "Race").getByRole("button", { name: "Step", exact: true }).click();
  await reach(page, 1, { figure: "Race" });
  await until(async () => page.evaluate(() => window.cell.isConnected && window.cell === document.querySelector("[data-figure=race] tbody td")), "the cell is the same");
  assert.equal(await page.evaluate(() => document.querySelector("[data-figure=race] thead th:nth-child(2)").textContent), "Kosten");
  quiet(page);
});

// The charts of the article and of the lab: the pointer on a mark, and the arrow keys, both bring a tip.
for (const [hashOf, name, charts] of [
  ["", "Chain", ["chain"]],
  ["", "Slopes", ["slope-sigmoid", "slope-tanh", "slope-relu"]],
  ["", "Neighbours", ["neighbours-running", "neighbours-shared", "neighbours-layer"]],
  ["figure=lab", "Lab", ["histograms", "depth", "cost", "accuracy"]],
  ["figure=race&vary=act&depth=4", "Race", ["race-cost", "race-accuracy", "race-depth"]],
]) {
  test(`every chart of ${name} answers the pointer and the arrow keys`, async () => {
    const page = await browser.open(hashOf);
    await laid(page);
    const tip = page.locator("[data-part=tip]");
    await figure(page, name).scrollIntoViewIfNeeded();
    await answered(page, name);
    if (name === "Race") await until(async () => (await figure(page, "Race").locator("tbody tr").count()) === 6, "rows", 60000);
    for (const chart of charts) {
      const canvas = figure(page, name).locator(`[data-chart=${chart}] .plot > canvas`);
      await canvas.scrollIntoViewIfNeeded();
      await until(async () => inked(canvas), `${chart} is drawn`, 60000);
      await canvas.focus();
      await page.keyboard.press("ArrowRight");
      await until(() => tip.isVisible(), `${chart} answers an arrow key`);
      const byKey = await tip.innerText();
      assert.match(byKey, /\d/);
      await page.keyboard.press("Escape");
      await until(() => tip.isHidden(), "Escape hides the tip");
      const box = await canvas.boundingBox();
      let found = "";
      for (let row = 1; row < 12 && !found; row += 1) {
        for (let column = 1; column < 12 && !found; column += 1) {
          await page.mouse.move(box.x + (column * box.width) / 12, box.y + (row * box.height) / 12);
          if (await tip.isVisible()) found = await tip.innerText();
        }
      }
      assert.match(found, /\d/, `${chart} answers the pointer`);
      await page.mouse.move(box.x - 30, Math.max(1, box.y - 30));
      await until(() => tip.isHidden(), "the tip leaves with the pointer");
    }
    quiet(page);
    await page.close();
  });
}

test("a tip ends with the wheel and with the window's focus", async () => {
  const page = await browser.open("figure=lab");
  await drawn(page);
  const tip = page.locator("[data-part=tip]");
  const canvas = figure(page).locator("[data-chart=histograms] .plot > canvas");
  const show = async () => {
    const box = await canvas.boundingBox();
    for (let i = 1; i < 40 && !(await tip.isVisible()); i += 1) {
      await page.mouse.move(box.x + (i * box.width) / 41, box.y + box.height * 0.3);
    }
    assert.ok(await tip.isVisible());
  };
  await show();
  await page.mouse.wheel(0, 60);
  await until(() => tip.isHidden(), "the wheel ends it");
  await page.mouse.move(1, 1);
  await show();
  await page.evaluate(() => window.dispatchEvent(new Event("blur")));
  await until(() => tip.isHidden(), "the window's blur ends it");
  quiet(page);
});

test("a page that is zoomed by its style is drawn sharp and reads the cell under the pointer", async () => {
  // The same pixels in two ways: by the page's style, and by the screen's density.
  const dense = await start({ deviceScaleFactor: 1.5 });
  const read = async (opened, zoom) => {
    const page = await opened.open("figure=cube");
    await until(async () => (await figure(page, "Cube").locator('dd[data-out="stats"]').innerText()) !== "–", "numbers", 60000);
    // The window grows with the zoom, so that the layout is the same.
    await page.setViewportSize({ width: 1280 * zoom, height: 800 * zoom });
    await page.evaluate((value) => { document.body.style.zoom = String(value); }, zoom);
    const canvas = figure(page, "Cube").locator("[data-chart=cube] .plot > canvas");
    await canvas.scrollIntoViewIfNeeded();
    const cells = [];
    for (const [x, y] of [[0.3, 0.4], [0.5, 0.5], [0.6, 0.35], [0.45, 0.705], [0.7, 0.2]]) {
      // Sizes may still be settling: the answer is taken when it is the same twice.
      const ask = async () => {
        const box = await canvas.boundingBox();
        await page.mouse.move(box.x + x * box.width + 1, box.y + y * box.height);
        await page.mouse.move(box.x + x * box.width, box.y + y * box.height);
        await page.evaluate(() => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))));
        return figure(page, "Cube").locator('[data-part="cube-sentence"]').innerText();
      };
      let last = "";
      await until(async () => { const now = await ask(); const same = now === last; last = now; return same; }, "the cell is read");
      cells.push(last);
    }
    const [drawnAt, seenAt] = await canvas.evaluate((one) => [one.width, one.getBoundingClientRect().width * devicePixelRatio]);
    assert.ok(Math.abs(drawnAt - seenAt) <= 2, `${drawnAt} pixels are drawn for ${seenAt} on the screen at zoom ${zoom}`);
    await page.close();
    return cells;
  };
  const cells = await Promise.all([read(browser, 1.5), read(dense, 1)]).finally(() => dense.stop());
  assert.deepEqual(cells[0], cells[1]);
});

for (const [name, chart] of [["chain", "chain"], ["slopes", "slope-tanh"], ["neighbours", "neighbours-running"]]) {
  test(`the figure ${name} stands alone`, async () => {
    const page = await browser.open(`figure=${name}`);
    assert.equal(await notices(page), 0);
    const canvas = page.locator(`[data-figure=${name}] [data-chart=${chart}] .plot > canvas`);
    await until(async () => inked(canvas), `${name} is drawn`, 60000);
    assert.ok(await page.locator("[data-figure=lab]").isHidden());
    quiet(page);
    await page.close();
  });
}

test("a question's answer cannot be had by pointing at the veiled layer", async () => {
  const page = await browser.open("");
  await drawn(page);
  const lab = figure(page);
  assert.ok(await lab.locator("[data-part=question]").isVisible());
  const canvas = lab.locator("[data-chart=histograms] .plot > canvas");
  const box = await canvas.boundingBox();
  const read = async (from, to) => {
    const texts = new Set();
    for (let x = from; x < to; x += 0.01) {
      await page.mouse.move(box.x + x * box.width, box.y + 0.4 * box.height);
      if (await page.locator("[data-part=tip]").isVisible()) texts.add(await page.locator("[data-part=tip]").innerText());
    }
    return [...texts].join(" | ");
  };
  assert.match(await read(0.02, 0.2), /Layer 1,/);
  assert.doesNotMatch(await read(0.9, 1), /Layer 10/);
  await lab.getByRole("button", { name: "just show me", exact: true }).click();
  await until(async () => /Layer 10/.test(await read(0.9, 1)), "the layer answers once it is shown");
  quiet(page);
});

test("a click reads the URL language once, and a slider's move once", async () => {
  const page = await browser.open();
  await drawn(page);
  const read = () => page.evaluate(() => performance.getEntriesByName("unit-variance:parse").length);
  const before = await read();
  assert.ok(before > 0, "the address and the presets are read at the start");
  await figure(page).locator("label.chip", { hasText: /^He$/ }).click();
  await until(async () => hash(page).includes("init=he"), "He is in the address");
  assert.equal(await read(), before + 1);
  const depth = figure(page).getByRole("slider", { name: "Depth", exact: true });
  await depth.press("ArrowRight");
  await until(async () => hash(page).includes("depth=11"), "the depth is in the address");
  assert.equal(await read(), before + 2);
  // A pointer over a chart asks for no configuration at all.
  const { x, y, width, height } = await figure(page).locator("[data-chart=histograms] .plot > canvas").boundingBox();
  for (let i = 0; i < 40; i += 1) await page.mouse.move(x + (width * (i + 0.5)) / 40, y + height * 0.4);
  await until(async () => (await figure(page).locator("[data-part=readout]").innerText()).includes("Layer"), "the pointer is answered");
  assert.equal(await read(), before + 2);
  quiet(page);
});

for (const [name, region, charts] of [["lab", "Lab", 5], ["chain", "Chain", 1], ["slopes", "Slopes", 3], ["cube", "Cube", 1], ["neighbours", "Neighbours", 3], ["race", "Race", 4]]) {
  test(`${name}: what is on the screen can be taken along, as CSV, SVG and PNG`, async () => {
    const page = await browser.open(name === "slopes" ? "" : `figure=${name}`);
    const place = figure(page, region);
    await place.scrollIntoViewIfNeeded();
    await until(() => inked(place.locator(".plot > canvas").first()), `${name} is drawn`, 60000);
    await until(() => inked(place.locator(".plot > canvas").nth(charts - 1)), `${name} is drawn whole`, 60000);
    const [origin, head, ...lines] = (await taken(page, place, "CSV")).toString().trim().split("\n");
    assert.match(origin, /^# .*v=\d/);
    assert.ok(lines.length > 0 && lines.every((line) => line.length > 3), `${head}\n${lines[0]}`);
    const svg = (await taken(page, place, "SVG")).toString();
    const captions = (await place.locator("figcaption").allInnerTexts()).map((caption) => caption.trim().split(/\s+/).slice(0, 2).join(" "));
    const problem = await page.evaluate((text) => new DOMParser().parseFromString(text, "image/svg+xml").querySelector("parsererror")?.textContent, svg);
    assert.equal(problem, undefined);
    assert.ok(captions.some((caption) => svg.includes(caption)), `${captions} in the SVG`);
    assert.ok((svg.match(/<(rect|polyline|polygon|circle|text)/g) ?? []).length > 20, "there is something to see");
    const png = await taken(page, place, "PNG");
    assert.deepEqual([...png.subarray(1, 4)], [...Buffer.from("PNG")]);
    assert.ok(png.readUInt32BE(16) > 100 && png.readUInt32BE(20) > 50, "it has a size");
    quiet(page);
    await page.close();
  });
}
