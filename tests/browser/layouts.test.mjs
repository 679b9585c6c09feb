// Course pages by the table: layouts, what is shown late, ways of loading the script, sandboxes, policies and redirects. In each
// the figure shows, is as tall as its content, changes its height at most once while it loads, and the console stays quiet.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { frames, quiet, until } from "./lib/browser.mjs";
import { startCourse } from "./lib/course.mjs";
import { DIST } from "./lib/server.mjs";

let browser, course, pages;
before(async () => {
  course = await startCourse();
  ({ browser, pages } = course);
  pages["/copy.js"] = { body: await readFile(join(DIST, "embed.js"), "utf8"), headers: { "content-type": "text/javascript" } };
  pages["/moved.js"] = { status: 302, headers: { location: `${browser.url}embed.js?v=2`, "access-control-allow-origin": "*" } };
  // A host of the lesson that sends a page's file name to its folder.
  pages["/tidy/embed.js"] = { status: 301, headers: { location: `${browser.url}embed.js` } };
  pages["/tidy/index.html"] = { status: 308, headers: { location: browser.url } };
});
after(() => course?.stop());

const ONE = `<unit-variance figure="chain" loading="eager"></unit-variance>`;
const sourced = () => `<unit-variance figure="chain" loading="eager" src="${browser.url}index.html"></unit-variance>`;
const url = () => `${browser.url}embed.js`;
const classic = (attributes = "") => `<script ${attributes} src="${url()}"></script>`;
const click = (tab) => tab.locator("#open").click();

// What stands in the page (all scripts included), and where it is needed: what opens it, the head, headers, another type of page.
const LAYOUTS = {
  "a flex row": `<div style="display:flex;gap:1rem">${ONE}</div>`,
  "a flex item beside a text, centred": `<div style="display:flex;align-items:center"><p style="flex:1">Text</p><div style="flex:2">${ONE}</div></div>`,
  "a flex column of the window's height": `<div style="display:flex;flex-direction:column;height:100vh;overflow:auto">${ONE}</div>`,
  "a grid": `<div style="display:grid;grid-template-columns:auto minmax(0,1fr)"><p>Text</p>${ONE}</div>`,
  "a grid that stretches its rows": `<div style="display:grid;height:2000px;align-content:stretch">${ONE}</div>`,
  "a centred column": `<div style="max-width:42rem;margin-inline:auto">${ONE}</div>`,
  "a float": `<div style="float:right;width:60%">${ONE}</div><p>Text</p>`,
  "a table's cell": `<table style="width:100%;table-layout:fixed"><tr><td>Text</td><td>${ONE}</td></tr></table>`,
  "columns": `<div style="columns:2 20rem">${ONE}<p>Text</p></div>`,
  "zoom": `<div style="zoom:.8">${ONE}</div>`,
  "a scaled slide": `<div style="transform:scale(.7);transform-origin:0 0">${ONE}</div>`,
  "containment": `<div style="contain:layout paint style">${ONE}</div>`,
  "a container that is asked for its size": `<div style="container-type:inline-size">${ONE}</div>`,
  "a box that hides what is too tall": `<div style="height:300px;overflow:hidden">${ONE}</div>`,
  "right to left": `<div dir="rtl">${ONE}</div>`,
  "vertical writing": `<div style="writing-mode:vertical-rl;width:900px;height:700px">${ONE}</div>`,
  "a sticky side": `<div style="display:flex"><div style="flex:1">Text</div><aside style="position:sticky;top:0;width:500px">${ONE}</aside></div>`,
  "an absolute box": `<div style="position:absolute;inset:20px 100px auto">${ONE}</div>`,
  "content-visibility": `<div style="content-visibility:auto;contain-intrinsic-size:auto 500px">${ONE}</div>`,
  "a style sheet for everything": `<style>*{box-sizing:content-box;max-width:100%;transition:all 1s;line-height:0;letter-spacing:.2em} iframe{height:auto;width:auto} html{font-size:62.5%}</style>${ONE}`,
};
const LATE = {
  "a dialog": [`<dialog id="d" style="width:80%">${ONE}</dialog><button id="open" onclick="d.showModal()">Open</button>`, click],
  "a fold": [`<details><summary id="open">More</summary>${ONE}</details>`, click],
  "a tab": [`<div id="t" style="display:none">${ONE}</div><button id="open" onclick="t.style.display='block'">Open</button>`, click],
  "a popover": [`<div popover id="p" style="width:80%">${ONE}</div><button id="open" popovertarget="p">Open</button>`, click],
  "a box that opens slowly": [`<style>#b{height:0;overflow:hidden;transition:height .3s} #b.on{height:800px}</style><div id="b">${ONE}</div><button id="open" onclick="b.className='on'">Open</button>`, click],
};
const WAYS = {
  "async": () => `${classic("async")}${ONE}`,
  "defer": () => `${classic("defer")}${ONE}`,
  "after the element": () => `${ONE}${classic()}`,
  "a query string and a fragment": () => `<script src="${url()}?v=1.2.3#x"></script>${ONE}`,
  "two versions of the address": () => `${classic()}<script src="${url()}?again"></script>${ONE}`,
  "import() in a module, twice": () => `${ONE}<script type="module">await import("${url()}"); await import("${url()}?again");</script>`,
  "import() when clicked": () => [`${ONE}<button id="open" onclick="import('${url()}')">Open</button>`, click],
  "inserted before the element": () => `<script>{ const s = document.createElement("script"); s.src = "${url()}"; document.head.append(s); }</script>${ONE}`,
  "written": () => `<script>document.write('<script src="${url()}"></' + 'script>')</script>${ONE}`,
  "from a blob": () => `${sourced()}<script>fetch("${url()}").then((a) => a.text()).then((text) => { const s = document.createElement("script"); s.src = URL.createObjectURL(new Blob([text], { type: "text/javascript" })); document.head.append(s); })</script>`,
  "by eval": () => `${sourced()}<script>fetch("${url()}").then((a) => a.text()).then((text) => (0, eval)(text))</script>`,
  "a copy on the course's server": () => `<script src="/copy.js"></script>${sourced()}`,
  "a module of the course's that was moved": () => `<script type="module" src="/moved.js"></script>${ONE}`,
  "a lesson's server that redirects its page": () => `<script src="/tidy/embed.js"></script>${ONE}`,
};
const HOSTS = {
  "no doctype": { body: () => classic() + ONE, raw: true },
  "XHTML": { body: () => `<script src="${url()}"/>${ONE}`, xhtml: true },
  "no styles in the page, no other source": { body: () => classic() + ONE, headers: () => ({ "content-security-policy": `default-src 'none'; script-src ${browser.origin}; frame-src ${browser.origin}; img-src data:` }) },
  "trusted types": { body: () => classic() + ONE, headers: () => ({ "content-security-policy": "require-trusted-types-for 'script'; trusted-types 'none'" }) },
  "no referrer": { body: () => classic() + ONE, headers: () => ({ "referrer-policy": "no-referrer" }) },
  "a policy against full screen": { body: () => classic() + ONE, headers: () => ({ "permissions-policy": "fullscreen=(), clipboard-write=()" }) },
  "a page that is sandboxed": { body: () => classic() + ONE, headers: () => ({ "content-security-policy": "sandbox allow-scripts allow-same-origin" }) },
};

const page = ({ body, raw, xhtml }) => {
  const head = `<link rel="icon" href="data:," /><title>A course</title>`;
  if (xhtml) return `<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head>${head}</head><body>${body}</body></html>`;
  return `${raw ? "" : "<!doctype html>"}<html lang="en"><head>${head}</head><body>${body}</body></html>`;
};

const visit = (path, host, address) =>
  course.visit(path, { body: page(host), headers: { ...(host.xhtml && { "content-type": "application/xhtml+xml" }), ...host.headers?.() } }, address);

// The figure is there, as tall as what it shows. Frames are found by their addresses: in XHTML the driver knows none by its tag.
async function stands(tab, host, name) {
  const frame = () => tab.frames().find((one) => one.url().startsWith(browser.url));
  await until(() => frame() !== undefined, `${name}: a frame`);
  await frame().waitForSelector("html[data-boot=ready][data-only=chain]", { state: "attached" });
  await frame().waitForSelector("[data-figure=chain] .plot[data-drawn]");
  let seen;
  const fits = async () => {
    const around = await host.locator("unit-variance").evaluate((one) => { const inside = one.shadowRoot.querySelector("iframe"); return [inside.offsetWidth, inside.offsetHeight]; });
    seen = [...around, await frame().evaluate(() => document.documentElement.offsetHeight)];
    return seen[0] > 250 && seen[2] > 250 && Math.abs(seen[1] - seen[2]) <= 1;
  };
  await until(fits, () => `${name}: width, height and content's height are ${seen}`);
  // What Chromium says of the host's own header or frame.
  tab.noise = tab.noise.filter((line) => !line.includes("allow-scripts and allow-same-origin for its sandbox attribute"));
  quiet(tab);
}

for (const [name, body] of Object.entries(LAYOUTS)) {
  test(`in ${name} the figure stands, and its height changes once at most`, async (t) => {
    // Counted from the first layout on.
    const count = `<script>window.heights = []; customElements.whenDefined("unit-variance").then(() => {
      const seen = new ResizeObserver(([entry]) => { const height = Math.round(entry.borderBoxSize[0].blockSize); if (height && height !== heights.at(-1)) heights.push(height); });
      seen.observe(document.querySelector("unit-variance"));
    });</script>`;
    const tab = await visit(`/layout/${encodeURIComponent(name)}`, { body: classic() + body + count });
    t.after(() => tab.close());
    await stands(tab, tab, name);
    const heights = await tab.evaluate(() => window.heights);
    assert.ok(heights.length <= 2, `${heights}`);
  });
}

for (const [name, [body, open]] of Object.entries(LATE)) {
  test(`in ${name} the figure stands when that is opened`, async (t) => {
    const tab = await visit(`/late/${encodeURIComponent(name)}`, { body: classic() + body });
    t.after(() => tab.close());
    await open(tab);
    await stands(tab, tab, name);
  });
}

for (const [name, way] of Object.entries(WAYS)) {
  test(`loaded so: ${name}`, async (t) => {
    const [body, open] = [way()].flat();
    const tab = await visit(`/way/${encodeURIComponent(name)}`, { body });
    t.after(() => tab.close());
    await open?.(tab);
    await stands(tab, tab, name);
  });
}

for (const [name, host] of Object.entries(HOSTS)) {
  test(`a host with ${name}`, async (t) => {
    const tab = await visit(`/host/${encodeURIComponent(name)}`, { ...host, body: host.body() });
    t.after(() => tab.close());
    await stands(tab, tab, name);
  });
}

for (const sandbox of [undefined, "allow-scripts allow-same-origin allow-popups"]) {
  test(`a course page in a frame${sandbox ? `, sandbox="${sandbox}"` : ""}, reached by a redirect`, async (t) => {
    pages["/inner"] = page({ body: classic() + ONE });
    pages["/go"] = { status: 302, headers: { location: "/inner?from=go" } };
    const around = course.origin.replace("127.0.0.1", "localhost");
    const frame = `<iframe id="course" ${sandbox ? `sandbox="${sandbox}"` : ""} style="width:900px;height:900px" src="${course.origin}/go"></iframe>`;
    const path = `/outer/${sandbox ? 1 : 0}`;
    const tab = await visit(path, { body: frame }, around + path);
    t.after(() => tab.close());
    await stands(tab, tab.frameLocator("#course"), "in a frame in a frame");
  });
}

for (const width of [1280, 390]) {
  test(`while a figure loads in a page of ${width} px, what stands below it moves once at most`, async (t) => {
    const lesson = await browser.open("");
    const names = await lesson.evaluate(() => [...document.querySelectorAll("[data-figure]")].map((one) => one.dataset.figure));
    await lesson.close();
    assert.ok(names.length >= 15, `${names}`);
    for (const name of names) {
      pages["/load"] = page({ body: `${classic()}<unit-variance figure="${name}" loading="eager"></unit-variance><p id="below">below</p><script>
        window.heights = []; new ResizeObserver(([entry]) => heights.push(Math.round(entry.borderBoxSize[0].blockSize))).observe(document.querySelector("unit-variance"));</script>` });
      const tab = await browser.context.newPage();
      t.after(() => tab.close());
      await tab.setViewportSize({ width, height: 800 });
      await tab.goto(`${course.origin}/load`);
      const inside = tab.frameLocator("unit-variance iframe");
      await inside.locator(`html[data-boot=ready][data-only=${name}]`).waitFor({ state: "attached" });
      await inside.locator("section[data-alone]:not([data-state=starting])").waitFor();
      const heights = async () => [(await tab.locator("unit-variance").boundingBox()).height, await inside.locator("html").evaluate((one) => one.offsetHeight)];
      await until(async () => { const [around, content] = await heights(); return Math.abs(around - content) <= 1; }, async () => `${name}: ${await heights()}`);
      await frames(tab, 20);
      const told = await tab.evaluate(() => window.heights);
      assert.ok(told.length <= 2, `${name}: ${told}`);
      await tab.close();
    }
  });
}
