// The lesson in Chinese: which page opens, what the switch keeps, every figure's way by its Chinese names, and that nothing
// of it speaks English.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { LOOKS, accessible, figure, frames, laid, listen, quiet, reach, rules, screenshot, skipped, start, status, turn, until } from "./lib/browser.mjs";
import { DIST } from "./lib/server.mjs";

let browser, chinese;
before(async () => {
  browser = await start();
  chinese = await start({ locale: "zh-CN", colorScheme: "dark", viewport: { width: 390, height: 844 } });
});
after(() => Promise.all([browser?.stop(), chinese?.stop()]));

const language = (page) => page.evaluate(() => document.documentElement.lang);
const opened = (page) => page.waitForSelector("html[data-boot=ready]");

// Opens the Chinese page by its own address.
async function open(from, hash = "") {
  const page = await from.context.newPage();
  page.noise = listen(page);
  await page.goto(new URL(`zh/index.html${hash ? `#${hash}` : ""}`, from.url).href);
  await opened(page);
  return page;
}

test("a link's language opens its page; the browser's decides only where the address says nothing", async () => {
  for (const [from, address, lang] of [
    [browser, "", "en"], [browser, "#lang=zh", "zh-Hans"], [browser, "#figure=chain&lang=zh", "zh-Hans"],
    [browser, "zh/index.html", "zh-Hans"], [browser, "zh/index.html#lang=en&init=he", "en"], [browser, "#lang=de", "en"],
    [chinese, "", "zh-Hans"], [chinese, "#init=he", "en"], [chinese, "#lang=en", "en"], [chinese, "#he", "en"],
  ]) {
    const page = await from.context.newPage();
    await page.goto(new URL(address, from.url).href);
    await page.waitForURL((url) => url.pathname.includes("/zh/") === (lang !== "en"));
    await opened(page);
    assert.equal(await language(page), lang, address);
    await page.close();
  }
});

test("an address that names another language while the page is open leads there, in the same state", async () => {
  const page = await browser.open("init=he&depth=7");
  await page.evaluate(() => { location.hash = "#init=large&depth=7&lang=zh"; });
  await page.waitForURL(/\/zh\/index\.html#.*init=large/);
  await opened(page);
  assert.equal(await figure(page, "实验台").locator("output[data-out=depth]").first().innerText(), "7");
});

test("the switch keeps the state and the place, there and back", async () => {
  const page = await browser.open("init=he&depth=7&act=relu");
  await laid(page);
  const heading = page.locator("#batch-norm");
  await heading.evaluate((one) => scrollTo({ top: one.getBoundingClientRect().top + scrollY - 100, behavior: "instant" }));
  await frames(page, 5);
  for (const [name, lang] of [["中文", "zh-Hans"], ["English", "en"]]) {
    await page.locator(".languages a").filter({ hasText: name }).evaluate((link) => link.click());
    await page.waitForFunction((tag) => document.documentElement.lang === tag, lang);
    await opened(page);
    await laid(page);
    const top = () => heading.evaluate((one) => one.getBoundingClientRect().top);
    await until(async () => Math.abs((await top()) - 100) < 60, async () => `the heading is at ${await top()}`);
    assert.match(page.url(), /init=he/);
    assert.match(page.url(), /depth=7/);
  }
  quiet(page);
});

// Three words of Latin letters in a row are a sentence of another language; these are names.
const NAMES = /Unit Variance|Narasimhan|Yuxin Wu|Kaiming He|torch|keras|Optical Recognition|Creative Commons|doi:|UCI/;

// The lines of a figure or page, as they are seen, that hold English.
const foreign = (page) => page.evaluate(() => {
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const element = walk.currentNode.parentElement;
    if (!element.checkVisibility() || element.closest("math, code, pre, cite, kbd, script, style, textarea, #sources ~ *, [lang=en], .sources")) continue;
    found.push(walk.currentNode.textContent.replace(/\s+/g, " ").trim());
  }
  for (const element of document.querySelectorAll("[aria-label], [title], [placeholder], [aria-valuetext]")) {
    for (const name of ["aria-label", "title", "placeholder", "aria-valuetext"]) found.push(element.getAttribute(name) ?? "");
  }
  // The first mention of a term has its English word behind it, in brackets.
  const bare = found.map((text) => text.replace(/[A-Za-z–’' -]+）/g, ""));
  return bare.filter((text) => /[A-Za-z]{2,}[ ,]+[a-z]{2,}[ ,]+[a-z]{2,}/.test(text));
}).then((lines) => lines.filter((line) => !NAMES.test(line)));

test("every figure alone is answered and started by its Chinese names and says nothing in English, on a phone in the dark and on a wide screen", async () => {
  const names = await (await open(chinese)).evaluate(() => [...document.querySelectorAll("[data-figure]")].map((one) => one.dataset.figure));
  assert.ok(names.length >= 15);
  for (const name of names) {
    const page = await open(chinese, `figure=${name}`);
    const alone = page.locator(`[data-figure=${name}][data-alone]`);
    await alone.waitFor();
    assert.match(await alone.getAttribute("aria-label"), /\p{Script=Han}/u, name);
    const show = alone.getByRole("button", { name: /^直接看结果$/ });
    if (await show.count()) await skipped(show, name);
    for (const start of ["播放", "运行"]) {
      const button = alone.getByRole("button", { name: start, exact: true }).first();
      if (await button.isVisible()) await button.click();
    }
    await frames(page, 10);
    const numbers = alone.getByRole("button", { name: "显示数值", exact: true });
    if (await numbers.isVisible()) {
      await numbers.click();
      await alone.locator("tbody tr").first().waitFor();
    }
    assert.deepEqual(await foreign(page), [], `${name} while it runs`);
    const pause = alone.getByRole("button", { name: "暂停", exact: true }).first();
    if (await pause.isVisible()) await pause.click();
    await laid(page);
    for (const look of [...LOOKS].reverse()) {
      await turn(page, look);
      assert.deepEqual(await foreign(page), [], name);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, `${name} is too wide for ${look.width} px`);
      await screenshot(page, `chinese-${name}-${look.width}`, { fullPage: true });
    }
    quiet(page);
    await page.close();
  }
});

test("axe finds nothing in the Chinese article and in the dialog of Embed", async () => {
  const page = await open(browser);
  await accessible(page);
  await figure(page, "链条").getByRole("button", { name: "嵌入" }).click();
  await page.locator("dialog.embed[open]").waitFor();
  await rules(page, "dialog.embed");
  assert.match(await page.locator("[data-field=element]").inputValue(), /embed\.js"><\/script>\n<unit-variance .*lang="zh"/);
  assert.doesNotMatch(await page.locator("[data-field=element]").inputValue(), /zh\/embed\.js/);
  assert.match(await page.locator("[data-field=iframe]").inputValue(), /\/zh\/index\.html#/);
  assert.deepEqual(await foreign(page), []);
});

test("the lab plays, fails and is told in Chinese", async () => {
  const page = await open(browser, "figure=lab&init=zeros&until=20&play=1&speed=20");
  await reach(page, 20, { figure: "实验台" });
  assert.match(await status(page, "实验台"), /\p{Script=Han}/u);
  const verdict = figure(page, "实验台").locator("[data-part=verdict]");
  await until(async () => /没有信号通过/.test(await verdict.innerText()), async () => `the verdict is ${await verdict.innerText()}`);
  await page.close();
  const bad = await open(browser, "init=nonsense&lang=de&depth=many");
  await until(async () => (await bad.locator("[data-part=notices] p").count()) === 3, "three notices");
  for (const text of await bad.locator("[data-part=notices] p").allInnerTexts()) assert.match(text, /\p{Script=Han}/u);
  assert.match(await bad.locator("[data-part=notices]").innerText(), /nonsense/);
  await bad.close();
});

test("an English reader loads nothing Chinese, a Chinese reader nothing English", async () => {
  for (const [address, wrong] of [["", /\/zh\//], ["zh/index.html", /\/site\/(index\.html)?$|\/$/]]) {
    const page = await browser.context.newPage();
    const asked = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(new URL(address, browser.url).href);
    await opened(page);
    await laid(page);
    assert.deepEqual(asked.filter((path) => wrong.test(path)), [], address);
    await page.close();
  }
});

test("the text can be read in Chinese without JavaScript", async () => {
  const plain = await start({ javaScriptEnabled: false });
  try {
    const page = await plain.context.newPage();
    await page.goto(new URL("zh/index.html", plain.url).href);
    const text = await page.locator("main").innerText();
    assert.match(text, /批量归一化/);
    assert.match(text, /JavaScript/);
  } finally {
    await plain.stop();
  }
});

test("a host page in Chinese gets the figure in Chinese, and so does an element that asks for it", async () => {
  const page = await browser.context.newPage();
  const script = new URL("embed.js", browser.url).href;
  const host = (lang, own) => `<!doctype html><html lang="${lang}"><title>A course</title><body><script src="${script}"></script><unit-variance figure="chain" ${own}></unit-variance>`;
  for (const [lang, own, expected] of [["zh-CN", "", "zh-Hans"], ["en", 'lang="zh"', "zh-Hans"], ["zh", 'lang="en"', "en"], ["de", "", "en"]]) {
    await page.goto(browser.url);
    await page.setContent(host(lang, own));
    const frame = page.frameLocator("unit-variance iframe");
    await frame.locator("html[data-boot=ready]").waitFor({ state: "attached" });
    assert.equal(await frame.locator("html").getAttribute("lang"), expected, `${lang} ${own}`);
  }
});

test("the one file of each language names the other, and opens from a disk", async () => {
  const page = await browser.context.newPage();
  await page.goto(`file://${join(DIST, "unit-variance.zh.html")}`);
  await opened(page);
  assert.equal(await language(page), "zh-Hans");
  assert.match(await page.locator(".languages a").getAttribute("href"), /^\.\/unit-variance\.html#lang=en$/);
  const english = await readFile(join(DIST, "unit-variance.html"), "utf8");
  assert.match(english, /href="\.\/unit-variance\.zh\.html#lang=zh"/);
  await page.close();
  // The other file may not be there: a Chinese browser does not look for it by itself.
  const alone = await chinese.context.newPage();
  await alone.goto(`file://${join(DIST, "unit-variance.html")}`);
  await opened(alone);
  assert.equal(await language(alone), "en");
  await alone.close();
});

test("the teacher's pages are there in Chinese, with their numbers and links", async () => {
  const page = await browser.context.newPage();
  await page.goto(new URL("zh/teach/index.html", browser.url).href);
  assert.equal(await language(page), "zh-Hans");
  await rules(page);
  for (const link of await page.locator("main a").evaluateAll((all) => all.map((one) => one.href))) {
    const answer = await page.request.get(link);
    assert.equal(answer.status(), 200, link);
  }
  await page.goto(new URL("zh/teach/sweep.html", browser.url).href);
  assert.doesNotMatch(await page.locator("table").first().innerText(), /held-out|row batch/);
});
