// A figure inside a page of another origin, by the element of embed.js and by a plain iframe.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { listen, quiet, screenshot, start, until } from "./lib/browser.mjs";
import { servePages } from "./lib/server.mjs";

let browser;
let course;
const pages = {};
before(async () => {
  browser = await start();
  course = await servePages(pages);
});
after(async () => {
  await browser?.stop();
  await course?.close();
});

const page = (body) => `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>A course</title><body>${body}</body></html>`;

async function visit(path, body) {
  pages[path] = page(body);
  const tab = await browser.context.newPage();
  tab.noise = listen(tab);
  await tab.goto(course.origin + path);
  return tab;
}

test("an iframe of another origin shows the one figure, without the hidden controls", async () => {
  const address = `${browser.url}#figure=lab&init=he&act=relu&hide=Optimizer,Data`;
  const tab = await visit("/plain.html", `<iframe title="lab" src="${address}" width="1000" height="900"></iframe>`);
  const frame = tab.frameLocator("iframe");
  await frame.locator("html[data-boot=ready]").waitFor();
  await frame.locator("html[data-only=lab]").waitFor();
  assert.ok(await frame.getByRole("radio", { name: "He", exact: true }).isChecked());
  assert.ok(await frame.getByRole("radio", { name: "ReLU", exact: true }).isChecked());
  assert.equal(await frame.getByRole("radiogroup", { name: "Optimizer" }).count(), 0);
  assert.equal(await frame.getByRole("radiogroup", { name: "Data" }).count(), 0);
  assert.ok((await frame.locator(".masthead").boundingBox()).height <= 1, "the title is there for screen readers only");
  const now = async () => Number((await frame.locator("[data-out=step]").first().innerText()).replace(/\D/g, ""));
  const first = await now();
  await frame.getByRole("button", { name: "Step", exact: true }).click();
  await until(async () => (await now()) === first + 1, "one step is made");
  await screenshot(tab, "embed-iframe");
  quiet(tab);
});

test("the element becomes an iframe that is as tall as its content, and follows its attributes", async () => {
  const tab = await visit("/element.html", `<script src="${browser.url}embed.js"></script>
    <unit-variance figure="lab" init="he" act="relu" title="He with ReLU"></unit-variance>`);
  const frame = tab.frameLocator("unit-variance iframe");
  await frame.locator("html[data-boot=ready]").waitFor();
  const iframe = tab.locator("unit-variance iframe");
  assert.equal(await iframe.getAttribute("title"), "He with ReLU");
  const height = (place) => place.evaluate((one) => one.getBoundingClientRect().height);
  await until(async () => Math.abs((await height(iframe)) - (await height(frame.locator("html")))) <= 1,
    async () => `the frame is ${await height(iframe)} tall, its content ${await height(frame.locator("html"))}`);
  const outer = await height(iframe);
  await tab.setViewportSize({ width: 420, height: 800 });
  await tab.waitForFunction((before) => document.querySelector("unit-variance").getBoundingClientRect().height !== before, outer);
  await tab.locator("unit-variance").evaluate((one) => one.setAttribute("init", "small"));
  await frame.getByRole("radio", { name: "small", exact: true, checked: true }).waitFor();
  await screenshot(tab, "embed-element-420", { fullPage: true });
  quiet(tab);
});
