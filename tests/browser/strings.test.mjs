// What a translator may write, as PhET's string test has it: every text of the program and of the figures twice as long, much longer,
// or full of markup. Nothing may leave its column, nothing may become an element.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { frames, laid, listen, quiet, screenshot, skipped, start } from "./lib/browser.mjs";

const TEXTS = {
  double: (text) => `${text} ${text}`,
  long: (text) => `${text} (12345678901234567890 1234567890 1234567890)`,
  markup: (text) => `${text}<b class="injected" onclick="injected()">&lt;i&gt;</b><img class="injected" src="x" onerror="window.injected = 1">"'`,
};

// A line of the table: what is in braces is a place, `;` stands between the heads of a table, a label of one sign stays one.
function line(text, change) {
  return text.split(/(\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}|;)/).map((part) => (/^[{;]/.test(part) || part.trim().length < 2 ? part : part.replace(/^(\s*)(.*?)(\s*)$/s, (_, a, b, c) => a + change(b) + c))).join("");
}

// The page with other words: the table's, and, where markup would be markup of the page's own, not the figures'.
function changed(html, kind) {
  const change = TEXTS[kind];
  const table = html.replace(/(<script type="text\/plain" id="words">\s*\w+\n)([^]*?)(<\/script>)/, (_, head, body, end) => head + body.split("\n").map((one) => line(one, change)).join("\n") + end);
  if (kind === "markup") return table;
  return table.replace(/<section class="figure[^]*?<\/section>/g, (section) => section.replace(/>([^<>]*\p{L}{2}[^<>]*)</gu, (_, text) => `>${change(text.trim())}<`));
}

let browser;
before(async () => { browser = await start(); });
after(() => browser?.stop());

for (const kind of Object.keys(TEXTS)) {
  test(`texts that are ${kind}: no figure leaves its column, nothing is injected, the console stays empty`, async () => {
    const plain = await browser.open();
    const names = await plain.evaluate(() => [...document.querySelectorAll("[data-figure]")].map((one) => one.dataset.figure));
    const before = await plain.evaluate(() => document.getElementById("words").textContent.length);
    await plain.close();
    const page = await browser.context.newPage();
    page.noise = listen(page);
    await page.route((url) => /\/(index\.html)?$/.test(url.pathname), async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: changed(await answer.text(), kind) });
    });
    await page.goto(browser.url);
    await page.waitForSelector("html[data-boot=ready]");
    assert.ok((await page.evaluate(() => document.getElementById("words").textContent.length)) > before * 1.3, "the words are other ones");
    const wide = [];
    for (const name of names) {
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.evaluate((figure) => { location.hash = `figure=${figure}&play=1`; }, name);
      const alone = page.locator(`[data-figure=${name}][data-alone]`);
      await alone.waitFor();
      await laid(page);
      await skipped(alone.locator("[data-answer=skip]").first(), name);
      await alone.locator(".plot[data-drawn]").first().waitFor();
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 800 });
        await alone.locator(".plot[data-drawn] > canvas").first().focus();
        await page.keyboard.press("ArrowRight");
        await frames(page, 5);
        assert.equal(await page.evaluate(() => window.injected ?? document.querySelectorAll(".injected").length), 0, name);
        const beyond = await page.evaluate(() => {
          const clips = (one) => one && one !== document.body && (getComputedStyle(one).overflowX !== "visible" || clips(one.parentElement));
          const wide = [...document.querySelectorAll("body *")].filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 1 && !clips(one));
          return document.documentElement.scrollWidth > innerWidth ? wide.map((one) => `${one.tagName}.${one.className} ${one.textContent.trim().slice(0, 30)}`).slice(0, 5) : [];
        });
        if (beyond.length) {
          wide.push(`${name} at ${width}: ${beyond}`);
          await screenshot(page, `strings-${kind}-${name}-${width}`, { fullPage: true });
        }
      }
    }
    assert.deepEqual(wide, []);
    quiet(page);
    await page.close();
  });
}

// Words of controls as they are: in English only, since Chinese has no spaces to break at.
test("no word of a control is broken between two lines, at any width", async () => {
  const page = await browser.open();
  const names = await page.evaluate(() => [...document.querySelectorAll("[data-figure]")].map((one) => one.dataset.figure));
  const broken = new Set();
  for (const width of [1280, 1000, 768, 390, 320]) {
    await page.setViewportSize({ width, height: 800 });
    for (const name of names) {
      await page.evaluate((figure) => { location.hash = `figure=${figure}&skip`; }, name);
      await page.locator(`[data-figure=${name}][data-alone]`).waitFor();
      await frames(page, 3);
      const found = await page.evaluate((figure) => {
        const all = [];
        for (const control of document.querySelectorAll(`[data-figure=${figure}] :is(button, .chip, label, legend, summary, th, figcaption)`)) {
          if (!control.checkVisibility()) continue;
          const texts = document.createTreeWalker(control, NodeFilter.SHOW_TEXT);
          for (let text = texts.nextNode(); text; text = texts.nextNode()) {
            if (!text.parentElement.checkVisibility()) continue;
            for (const { 0: word, index } of text.data.matchAll(/[\p{L}\d]+/gu)) {
              const range = document.createRange();
              range.setStart(text, index);
              range.setEnd(text, index + word.length);
              if (new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1) all.push(word);
            }
          }
        }
        return all;
      }, name);
      for (const word of found) broken.add(`${name} at ${width}: ${word}`);
    }
  }
  assert.deepEqual([...broken], []);
});
