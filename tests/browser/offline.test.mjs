// Without a network: one file from a disk, in a sandbox, and the page that was visited before.

import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { listen, quiet, reach, start } from "./lib/browser.mjs";
import { DIST, serveDist, servePages } from "./lib/server.mjs";

const FILE = join(DIST, "unit-variance.html");

let browser;
before(async () => { browser = await start({ whole: true, serviceWorkers: "allow" }); });
after(() => browser?.stop());
afterEach(() => browser.context.setOffline(false));

// The lab trains in a worker, the race, which comes later, in several. A link to a state asks no question first.
async function works(page) {
  const lab = page.getByRole("region", { name: "Lab" });
  await lab.getByRole("button", { name: "Step", exact: true }).click();
  await reach(page, 1);
  await page.getByRole("region", { name: "Race" }).getByRole("button", { name: "Play", exact: true }).click();
  await reach(page, 1, { figure: "Race" });
}

async function fresh(address) {
  const page = await browser.context.newPage();
  page.noise = listen(page);
  await page.goto(address);
  await page.waitForSelector("html[data-boot=ready]");
  return page;
}

test("one file opens from a disk with the network off, and its figures work", async () => {
  await browser.context.setOffline(true);
  const page = await fresh(`${pathToFileURL(FILE)}#depth=3&act=relu`);
  await works(page);
  assert.equal(await page.getByRole("radio", { name: "ReLU", exact: true }).first().isChecked(), true);
  quiet(page);
});

test("one file runs in a sandboxed frame that may run scripts and nothing else", async () => {
  const file = await readFile(FILE, "utf8");
  const host = await servePages({
    "/course.html": '<!doctype html><title>Course</title><link rel="icon" href="data:,"><iframe sandbox="allow-scripts" src="/lesson.html#figure=lab&amp;depth=3" style="width:100%;height:900px"></iframe>',
    "/lesson.html": file,
  });
  const page = await browser.context.newPage();
  page.noise = listen(page);
  await page.goto(`${host.origin}/course.html`);
  const frame = page.frameLocator("iframe");
  await frame.locator("html[data-boot=ready]").waitFor();
  await frame.getByRole("button", { name: "Step", exact: true }).click();
  await frame.locator("[data-figure=lab][data-step='1']").waitFor();
  quiet(page);
  await page.close();
  await host.close();
});

// The page, and what it needs without a network, is kept.
async function kept(page) {
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(() => navigator.serviceWorker.controller);
}

test("a page that was visited opens again without a network", async () => {
  let page = await fresh(browser.url);
  await kept(page);
  await page.close();
  await browser.context.setOffline(true);
  page = await fresh(`${browser.url}?from=mail#depth=3`);
  await works(page);
});

test("an open page goes on after a new deployment, a new one is of the new build, and neither mixes the two", async () => {
  const folder = await mkdtemp(join(tmpdir(), "unit-variance-deployed-"));
  await cp(DIST, folder, { recursive: true });
  const server = await serveDist(new Map(), folder);
  const old = await fresh(`${server.url}#depth=3`);
  await kept(old);
  // The next build: the same program under other names, as if its content had changed.
  const names = (await readdir(folder)).filter((name) => /-[0-9a-f]{15,16}/.test(name));
  const later = (text) => names.reduce((done, name) => done.replaceAll(name, name.replace(/-[0-9a-f]/, "-x")), text);
  for (const name of ["index.html", "sw.js"]) {
    const path = join(folder, name);
    await writeFile(path, later(await readFile(path, "utf8")).replace(/OURS \+ "/, '$&next-').replace("<title>", "<title>Next: "));
  }
  for (const name of names) await rename(join(folder, name), join(folder, later(name)));
  await works(old);
  const next = await fresh(`${server.url}#depth=3`);
  assert.match(await next.title(), /^Next: /);
  await works(next);
  const asked = [];
  await old.close();
  next.on("request", (request) => asked.push(request.url()));
  await next.reload();
  await next.waitForSelector("html[data-boot=ready]");
  assert.ok(asked.every((url) => !names.some((name) => url.endsWith(name))), asked.join("\n"));
  quiet(next);
  await next.close();
  await server.close();
  await rm(folder, { recursive: true });
});

test("a frame in another page keeps nothing", async () => {
  const server = await serveDist();
  const host = await servePages({ "/course.html": `<!doctype html><title>Course</title><iframe src="${server.url}#figure=sum" style="width:100%;height:900px"></iframe>` });
  const page = await browser.context.newPage();
  await page.goto(`${host.origin}/course.html`);
  const frame = page.frames()[1];
  // With the figures that come later what would be kept is asked for.
  await frame.waitForSelector("[data-figure=sum][data-asking]");
  assert.equal(await frame.evaluate(() => navigator.serviceWorker.getRegistrations().then((all) => all.length)), 0);
  await page.close();
  await host.close();
  await server.close();
});
