// Course pages as they are: another origin, attributes of all kinds, layouts, ways of loading, sandboxes, isolation, redirects,
// messages that are not meant well.

import assert from "node:assert/strict";
import { cpus } from "node:os";
import { after, before, test } from "node:test";
import { listen, quiet, rules, screenshot, until } from "./lib/browser.mjs";
import { html, startCourse } from "./lib/course.mjs";

let browser, course, pages;
before(async () => {
  course = await startCourse();
  ({ browser, pages } = course);
});
after(() => course?.stop());

const script = () => `<script src="${browser.url}embed.js"></script>`;
const visit = (path, body, { head, ...answer } = {}) => course.visit(path, { body: html(body, head), ...answer });

const frames = (tab) => tab.frameLocator("unit-variance iframe");
const ready = (tab) => frames(tab).first().locator("html[data-boot=ready]").waitFor({ state: "attached" });
const config = (tab) => tab.evaluate(() => document.querySelector("unit-variance").config);
const radio = (tab, name) => frames(tab).first().getByRole("radio", { name, exact: true });

test("attributes of the host's are the host's; the reader's choices stay, and Back leaves the page", async () => {
  pages["/before.html"] = html("before");
  pages["/attributes.html"] = html(`${script()}<unit-variance figure="lab" init="he" width="800" height="600" lang="de" data-v-1a2b _ngcontent-c1
    aria-label="A lab" role="group" dir="ltr" tabindex="0" translate="no" name="lab" part="x" onclick="" data-depth="6" act="" play></unit-variance>`);
  const tab = await browser.context.newPage();
  tab.noise = listen(tab);
  await tab.goto(`${course.origin}/before.html`);
  await tab.goto(`${course.origin}/attributes.html`);
  const long = await tab.evaluate(() => history.length);
  await ready(tab);
  await until(async () => (await config(tab)).depth === "6", "the frame told its state");
  assert.deepEqual(await config(tab), { figure: "lab", init: "he", depth: "6", play: "1" });
  const notices = frames(tab).locator("[data-part=notices] p");
  assert.equal(await notices.count(), 0);
  assert.ok((await tab.locator("unit-variance iframe").boundingBox()).width <= 800);

  const element = tab.locator("unit-variance");
  const put = (name, value) => element.evaluate((one, [name, value]) => one.setAttribute(name, value), [name, value]);
  await radio(tab, "Xavier").check();
  await until(async () => !("init" in (await config(tab))), "Xavier is the default");
  await put("data-seen", "yes");
  await put("init", "he");
  await put("data-depth", "7");
  await until(async () => (await config(tab)).depth === "7", "the attribute that changed is followed");
  assert.ok(await radio(tab, "Xavier").isChecked(), "what did not change undoes nothing");
  await put("act", "rellu");
  await until(async () => (await notices.count()) === 1, "one notice");
  assert.match(await notices.innerText(), /act=rellu/);
  for (const name of ["He", "small", "large", "Xavier"]) await radio(tab, name).check();
  for (let depth = 2; depth < 12; depth++) await put("data-depth", String(depth));
  await until(async () => (await config(tab)).depth === "11", "the last of many changes");
  assert.equal(await tab.evaluate(() => history.length), long);
  await tab.goBack();
  assert.match(tab.url(), /before\.html$/);
  quiet(tab);
  await tab.close();
});

test("a still picture is what the figure opens with, in the element's language and theme, and nothing else is loaded until it is started", async () => {
  pages["/still.html"] = html(`${script()}<unit-variance figure="lab" preview></unit-variance>
    <unit-variance figure="cube" lang="zh" theme="dark" preview></unit-variance><unit-variance preview title="All of it"></unit-variance>`);
  const tab = await browser.context.newPage();
  tab.noise = listen(tab);
  const asked = [];
  tab.on("request", (request) => asked.push(request.url().replace(browser.url, "")));
  await tab.goto(`${course.origin}/still.html`);
  await tab.emulateMedia({ colorScheme: "dark" });
  const picture = (figure) => tab.locator(`unit-variance[figure=${figure}] img`);
  for (const figure of ["lab", "cube"]) await picture(figure).scrollIntoViewIfNeeded();
  await until(() => tab.evaluate(() => [...document.querySelectorAll("unit-variance[figure]")].every((one) => one.shadowRoot.querySelector("img").naturalWidth > 0)), "both pictures are there");
  assert.match(await picture("lab").evaluate((image) => image.currentSrc), /\/posters\/lab-dark\.svg$/);
  assert.match(await picture("cube").evaluate((image) => image.currentSrc), /\/zh\/posters\/cube-dark\.svg$/);
  assert.deepEqual(asked.filter((path) => !/posters\/|embed\.js$|still\.html$/.test(path)), []);
  await screenshot(tab, "hosts-still");
  assert.deepEqual(await tab.locator("unit-variance button").allInnerTexts(), ["Start", "开始", "Start"]);
  assert.deepEqual(await tab.locator("unit-variance p span").allInnerTexts(), ["Unit Variance: Lab", "Unit Variance: 立方体", "All of it"]);
  await rules(tab, "unit-variance");
  // By pointer on the picture, by keyboard on the button.
  await picture("lab").click();
  await ready(tab);
  await tab.locator("unit-variance[figure=cube] button").press("Enter");
  await until(async () => (await tab.locator("iframe").count()) === 2, "the second one begins as well");
  assert.equal(await tab.evaluate(() => document.activeElement.getAttribute("figure")), "cube");
  quiet(tab);
  await tab.close();

  // A host that lets no foreign picture in.
  const strict = await visit("/strict.html", `${script()}<unit-variance figure="lab" preview></unit-variance>`, { headers: { "content-security-policy": "img-src 'self' data:" } });
  await until(async () => (await strict.locator("unit-variance img").count()) === 0, "the picture is left out");
  assert.ok(await strict.getByRole("button", { name: "Start" }).isVisible());
  await strict.close();
});

test("what hides an element hides this one, and every layout gives it a width", async () => {
  const one = `<unit-variance figure="chain" preview></unit-variance>`;
  const layouts = {
    flex: `<div style="display:flex">${one}</div>`,
    "flex-beside": `<div style="display:flex"><p style="flex:0 0 300px">Text</p>${one}</div>`,
    "flex-column": `<div style="display:flex;flex-direction:column;align-items:center">${one}</div>`,
    grid: `<div style="display:grid;grid-template-columns:1fr 2fr">${one}${one}</div>`,
    "grid-centred": `<div style="display:grid;place-items:center">${one}</div>`,
    column: `<div style="max-width:40rem;margin:auto">${one}</div>`,
    float: `<div><div style="float:left;width:50%">${one}</div></div>`,
    table: `<table style="width:100%"><tr><td>Text</td><td>${one}</td></tr></table>`,
    "inline-block": `<div style="display:inline-block;width:80%">${one}</div>`,
    figure: `<figure>${one}<figcaption>A figure</figcaption></figure>`,
    details: `<details open><summary>More</summary>${one}</details>`,
    scaled: `<div style="transform:scale(.6)">${one}</div>`,
    rtl: `<div dir="rtl">${one}</div>`,
    columns: `<div style="columns:2">${one}</div>`,
    slide: `<div style="position:relative;height:300px;overflow:auto">${one}</div>`,
    styled: `<style>iframe{height:10px!important;width:10px!important} .still{display:none}</style>${one}`,
  };
  const hidden = [`<unit-variance hidden></unit-variance>`, `<unit-variance hidden="until-found"></unit-variance>`, `<unit-variance class="off"></unit-variance>`];
  const places = Object.entries(layouts).map(([name, html]) => `<section id="${name}">${html}</section>`).join("");
  const tab = await visit("/layouts.html", `${script()}<style>.off{display:none}</style>${places}<section id="hidden">${hidden.join("")}</section>`);
  const narrow = await tab.evaluate((names) => names.filter((name) => {
    const box = document.getElementById(name).querySelector("unit-variance").getBoundingClientRect();
    return box.width < 150 || box.height < 150 || box.right > innerWidth + 1;
  }), Object.keys(layouts));
  assert.deepEqual(narrow, []);
  assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing scrolls sideways");
  assert.equal(await tab.evaluate(() => document.getElementById("hidden").getBoundingClientRect().height), 0);
  assert.equal(await tab.locator("iframe").count(), 3, "still places wait; the hidden ones have their frames, not loaded");
  quiet(tab);
  await tab.close();
});

test("the script works as classic script, module and import(), from another folder, after a redirect, in a shadow root", async () => {
  pages["/go/embed.js"] = { status: 301, headers: { location: `${browser.url}embed.js`, "access-control-allow-origin": "*" } };
  const one = `<unit-variance figure="chain"></unit-variance>`;
  const url = `${browser.url}embed.js`;
  const ways = {
    classic: `<script src="${url}"></script>${one}`,
    twice: `${one}<script src="${url}" async></script><script src="${url}" defer></script>`,
    module: `${one}<script type="module" src="${url}"></script>`,
    imported: `${one}<script>import("${url}")</script>`,
    inserted: `${one}<script>document.head.append(Object.assign(document.createElement("script"), { src: "${url}" }))</script>`,
    "redirected-module": `<script type="module" src="/go/embed.js"></script>${one}`,
    shadow: `<div></div><script>document.querySelector("div").attachShadow({ mode: "open" }).innerHTML = '${one}'</script><script src="${url}"></script>`,
    made: `<script src="${url}"></script><script>{ const one = document.createElement("unit-variance"); one.setAttribute("figure", "chain"); document.body.append(one); }</script>`,
    based: `<base href="/elsewhere/"><script src="${url}"></script>${one}`,
  };
  for (const [name, body] of Object.entries(ways)) {
    const tab = await visit(`/ways/${name}.html`, body);
    const frame = tab.locator("unit-variance iframe");
    await frame.waitFor({ state: "attached" });
    assert.equal(await frame.getAttribute("src"), `${browser.url}index.html#figure=chain&lang=en`, name);
    await frames(tab).locator("html[data-only=chain]").waitFor({ state: "attached" });
    quiet(tab);
    await tab.close();
  }
  // A classic script cannot know where it was sent; its page is found all the same, by the same way or by asking.
  for (const folder of ["all", "go"]) {
    pages["/all/embed.js"] = pages["/go/embed.js"];
    pages["/all/index.html"] = { status: 301, headers: { location: `${browser.url}index.html` } };
    const tab = await visit(`/ways/redirected-${folder}.html`, `<script src="/${folder}/embed.js"></script>${one}`);
    await frames(tab).locator("html[data-only=chain][data-boot=ready]").waitFor({ state: "attached" });
    await until(() => tab.locator("unit-variance").evaluate((one) => one.config.figure === "chain" && one.getBoundingClientRect().height > 100), `${folder}: it is heard`);
    await tab.close();
  }
});

test("a host sets the configuration and hears of changes and numbers", async () => {
  const tab = await visit("/api.html", `${script()}<unit-variance figure="lab" depth="3" width="20" loading="eager"></unit-variance>
    <script>window.heard = { change: [], measure: [] };
    for (const kind of ["change", "measure"]) document.querySelector("unit-variance").addEventListener(kind, (event) => heard[kind].push(event.detail));</script>`);
  await ready(tab);
  const heard = (kind) => tab.evaluate((kind) => window.heard[kind].at(-1), kind);
  await until(async () => (await heard("measure"))?.rows?.length === 4, "step 0 is told");
  const first = await heard("measure");
  assert.deepEqual([first.figure, first.step, typeof first.cost, first.rows[1].layer], ["lab", 0, "number", 1]);
  assert.ok(first.rows[1]["activation std"] > 0);
  await tab.evaluate(() => { document.querySelector("unit-variance").config = { init: "he", depth: null, seed: 7 }; });
  await until(async () => (await heard("change"))?.query === "figure=lab&init=he&width=20&seed=7&lang=en", async () => JSON.stringify(await heard("change")));
  assert.deepEqual(await config(tab), { figure: "lab", init: "he", width: "20", seed: "7", lang: "en" });
  await frames(tab).getByRole("button", { name: "Step", exact: true }).click();
  await until(async () => (await heard("measure")).step === 1, "a step is told");
  // Moved, the frame begins anew where the reader was.
  await tab.evaluate(() => { const one = document.querySelector("unit-variance"); document.body.prepend(Object.assign(document.createElement("div"))); document.body.firstChild.append(one); });
  await ready(tab);
  await frames(tab).locator("input[data-set='init=he']:checked").first().waitFor({ state: "attached" });
  // What a frame still loads when it is taken out ends with it.
  tab.noise = tab.noise.filter((line) => !line.startsWith("net::ERR_ABORTED"));
  quiet(tab);
  await tab.close();
});

test("forged and flooding messages change nothing", async () => {
  const forge = `<script>
    const words = ["height", "change", "config", "hello", "measure", "ready", "", null, 7, {}];
    for (let i = 0; i < 200; i++) {
      const message = { unitVariance: words[i % words.length], height: 5 + i, config: { init: "zeros", figure: "cube" }, measured: "{", query: "init=zeros" };
      const data = [message, message, "text", null, [message], { ...message, height: -1 }][i % 6];
      parent.postMessage(data, "*");
      for (let k = 0; k < parent.frames.length; k++) parent.frames[k].postMessage(data, "*");
    }
    parent.postMessage("forged", "*");
  </script>`;
  pages["/forger.html"] = html(forge);
  const tab = await visit("/forged.html", `${script()}<unit-variance figure="lab" init="he" depth="2" width="8"></unit-variance>
    <script>window.forged = 0; addEventListener("message", (event) => { if (event.data === "forged") window.forged++; });
    window.changes = 0; document.querySelector("unit-variance").addEventListener("change", () => window.changes++);</script>`);
  await ready(tab);
  await until(() => tab.evaluate(() => window.changes > 0), "the frame told its state");
  const state = async () => [await config(tab), await tab.evaluate(() => window.changes), (await tab.locator("unit-variance").boundingBox()).height];
  await frames(tab).locator("section[data-alone][data-state=idle]").waitFor();
  let before = await state();
  await until(async () => { const now = await state(); const same = JSON.stringify(now) === JSON.stringify(before); before = now; return same; }, "the figure rests");
  for (const kind of ["srcdoc", "src"]) {
    await tab.evaluate(([kind, forge]) => {
      const frame = document.createElement("iframe");
      if (kind === "src") frame.src = "/forger.html"; else frame.srcdoc = forge;
      document.body.append(frame);
    }, [kind, forge]);
    await until(() => tab.evaluate((kind) => window.forged > (kind === "src" ? 1 : 0), kind), "all is forged");
  }
  // The host itself may ask, but not for nonsense.
  await tab.evaluate(() => {
    const inside = document.querySelector("unit-variance").shadowRoot.querySelector("iframe").contentWindow;
    for (let i = 0; i < 500; i++) inside.postMessage([{ unitVariance: "config", config: [i] }, { unitVariance: "config" }, { unitVariance: i }, i, "x", null, { unitVariance: "config", config: { init: { he: 1 } } }][i % 7], "*");
  });
  await frames(tab).getByRole("button", { name: "Step", exact: true }).click();
  await frames(tab).locator("section[data-alone][data-step='1']").waitFor();
  assert.deepEqual((await state()).slice(0, 2), before.slice(0, 2));
  quiet(tab);
  await tab.close();
});

test("five hundred sets of attributes give a frame each and no word on the console", async () => {
  const tab = await visit("/random.html", script());
  const wrong = await tab.evaluate((page) => {
    let seed = 1;
    const next = (n) => (seed = (seed * 48271) % 2147483647) % n;
    const names = ["figure", "init", "depth", "width", "height", "data-seed", "lang", "class", "style", "data-x", "aria-label", "hide", "lock", "theme", "play", "v", "n", "title", "preview", "loading", "src", "id", "hidden", "slot", "data-", "x-y", "std"];
    const values = ["", "lab", "he", "7", "-1", "1e9", "nonsense", "a&b=c", "“”", "%", "zh", "<b>", "opt,data", "\n", "1"];
    const wrong = [];
    for (let i = 0; i < 500; i++) {
      const one = document.createElement("unit-variance");
      for (let k = next(8); k >= 0; k--) {
        const name = names[next(names.length)];
        if (name !== "src") one.setAttribute(name, values[next(values.length)]);
      }
      one.hidden = true;
      document.body.append(one);
      const frame = one.shadowRoot.querySelector("iframe");
      if (frame ? !frame.src.startsWith(page + (one.getAttribute("lang") === "zh" ? "zh/index.html" : "index.html")) : !one.shadowRoot.querySelector("button")) wrong.push(one.outerHTML);
      one.remove();
    }
    return wrong;
  }, browser.url);
  assert.deepEqual(wrong, []);
  quiet(tab);
  await tab.close();
});

test("ten elements on one page: at most as many workers as cores, and every one can be used", async () => {
  const one = (k) => `<p>Text ${k}</p><unit-variance figure="lab" depth="${2 + k}" width="16" data-seed="${k}" loading="eager" style="max-width:30rem"></unit-variance>`;
  const tab = await visit("/ten.html", script() + [...Array(10).keys()].map(one).join(""));
  const cores = cpus().length;
  let most = 0;
  const count = () => { most = Math.max(most, tab.workers().length); };
  tab.on("worker", count);
  const frame = (k) => tab.locator("unit-variance").nth(k).locator("iframe").contentFrame();
  for (let k = 0; k < 10; k++) {
    await tab.locator("unit-variance").nth(k).scrollIntoViewIfNeeded();
    const button = frame(k).getByRole("button", { name: "Step", exact: true });
    await button.scrollIntoViewIfNeeded();
    await frame(k).locator("section[data-alone][data-step='0']").waitFor();
    await button.click();
    await frame(k).locator("section[data-alone][data-step='1']").waitFor();
    count();
  }
  // The first one's worker was given back meanwhile; its run goes on where it stood.
  await frame(0).getByRole("button", { name: "Step", exact: true }).click();
  await frame(0).locator("section[data-alone][data-step='2']").waitFor();
  assert.ok(most >= 1 && most <= cores, `${most} workers on ${cores} cores`);
  quiet(tab);
  await tab.close();
});

test("what keeps a figure out is told with its cure", async () => {
  const sandboxed = await visit("/sandbox.html", `<iframe sandbox="allow-scripts" src="${browser.url}#figure=lab"></iframe>`);
  const told = sandboxed.frameLocator("iframe").locator("[data-part=boot-failure]");
  await told.waitFor();
  assert.match(await told.innerText(), /allow-same-origin/);
  await sandboxed.close();
  for (const policy of ["require-corp", "credentialless"]) {
    for (const opener of ["same-origin", "unsafe-none"]) {
      const headers = { "cross-origin-embedder-policy": policy, "cross-origin-opener-policy": opener };
      const isolated = await visit(`/isolated-${policy}-${opener}.html`, `<script crossorigin src="${browser.url}embed.js"></script><unit-variance figure="chain"></unit-variance>`, { headers });
      await frames(isolated).locator("html[data-boot=ready]").waitFor({ state: "attached" });
      await isolated.close();
    }
  }
  const away = await visit("/away.html", `${script()}<unit-variance figure="chain" src="/nowhere.html"></unit-variance>`);
  await away.locator("unit-variance a").waitFor();
  await away.close();
});

test("an old page, a missing program and a wrong type are told without waiting for ever", async () => {
  for (const [part, fault, said] of [
    ["boot-", 404, /loading it again helps/],
    ["app-", 404, /is not there/],
    ["_bg.wasm", 404, /is not there/],
    ["app-", { "content-type": "text/plain" }, /as text\/plain/],
  ]) {
    browser.faults.clear();
    browser.faults.set(part, fault);
    const tab = await browser.context.newPage();
    await tab.goto(`${browser.url}?${encodeURIComponent(part)}#figure=lab`);
    // What the page says without any program waits for ten seconds of an animation.
    await tab.evaluate(() => document.getAnimations().forEach((one) => one.finish()));
    const place = tab.locator(part === "boot-" ? ".silent" : "[data-part=boot-failure]");
    await until(async () => (await place.isVisible()) && said.test(await place.innerText()), async () => `${part}: ${await place.innerText()}`, 30000);
    await tab.close();
  }
  browser.faults.clear();
});

test("focus goes in and out by keyboard, and choosing moves nothing around the figure", async () => {
  const tab = await visit("/keys.html", `${script()}<a id="before" href="#x">before</a><unit-variance figure="chain" loading="eager" style="max-width:360px"></unit-variance><a id="after" href="#y">after</a>`);
  await ready(tab);
  await tab.locator("#before").focus();
  const where = () => tab.evaluate(() => document.activeElement.id || document.activeElement.localName);
  await tab.keyboard.press("Tab");
  assert.equal(await where(), "unit-variance");
  await until(async () => { await tab.keyboard.press("Tab"); return (await where()) === "after"; }, "Tab leads out");
  await tab.keyboard.press("Shift+Tab");
  assert.equal(await where(), "unit-variance", "and back in");
  await tab.evaluate(() => { const one = document.querySelector("unit-variance"); one.setAttribute("figure", "lab"); one.setAttribute("depth", "3"); });
  await frames(tab).locator("section[data-alone][data-figure=lab][data-state=idle]").waitFor();
  await frames(tab).getByRole("button", { name: "Step", exact: true }).click();
  await frames(tab).locator("section[data-alone][data-step='1']").waitFor();
  await tab.evaluate(() => { window.moves = 0; addEventListener("message", (event) => { if (event.data?.unitVariance === "height") window.moves++; }); });
  for (const name of ["small", "large", "He", "zeros", "Xavier"]) {
    await radio(tab, name).check();
    await frames(tab).locator("section[data-alone][data-step='0']").waitFor();
    await frames(tab).getByRole("button", { name: "Step", exact: true }).click();
    await frames(tab).locator("section[data-alone][data-step='1']").waitFor();
  }
  assert.ok((await tab.evaluate(() => window.moves)) <= 1, "the longest verdict at most");
  quiet(tab);
  await tab.close();
});

test("a frame shows its own figure from the first paint, and its height changes once", async () => {
  const tab = await visit("/height.html", `${script()}<script>
    window.heights = []; addEventListener("message", (event) => { if (event.data?.unitVariance === "height") window.heights.push(event.data.height); });
    </script><unit-variance figure="cube" norm="group" loading="eager"></unit-variance><p id="below">below</p>`);
  await frames(tab).locator("section[data-alone][data-figure=cube]").waitFor();
  assert.ok(await frames(tab).locator("section[data-figure=lab]").isHidden());
  await ready(tab);
  const reserved = (await tab.locator("unit-variance").boundingBox()).height;
  await until(() => tab.evaluate(() => window.heights.length > 0), "the height is told");
  const told = await tab.evaluate(() => window.heights);
  assert.ok(Math.abs(told[0] / reserved - 1) < 0.15, `reserved ${reserved}, told ${told}`);
  await tab.setViewportSize({ width: 420, height: 800 });
  await until(() => tab.evaluate(() => window.heights.length > 1), "another width, another height");
  const heights = await tab.evaluate(() => window.heights);
  assert.ok(heights.length <= 3, `${heights}`);
  quiet(tab);
  await tab.close();
});
