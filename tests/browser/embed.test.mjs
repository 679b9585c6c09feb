// A figure inside a page of another origin, by the element of embed.js and by a plain iframe; and the dialog that writes both.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import jsQR from "jsqr";
import { quiet, rules, screenshot, until } from "./lib/browser.mjs";
import { html, startCourse } from "./lib/course.mjs";

let browser, course;
before(async () => {
  course = await startCourse();
  ({ browser } = course);
});
after(() => course?.stop());

const visit = (path, body) => course.visit(path, html(body));

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

// What a camera would read off a QR code, as another program than the page's reads it: the picture on the screen.
async function scanned(code) {
  const shot = (await code.screenshot({ scale: "device" })).toString("base64");
  const { data, width, height } = await code.page().evaluate(async (png) => {
    const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(png), (c) => c.charCodeAt(0))], { type: "image/png" }));
    const context = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
    context.drawImage(picture, 0, 0);
    return { data: [...context.getImageData(0, 0, picture.width, picture.height).data], width: picture.width, height: picture.height };
  }, shot);
  return jsQR(Uint8ClampedArray.from(data), width, height, { inversionAttempts: "dontInvert" })?.data;
}

test("the dialog's code gives the state that was chosen in it", async () => {
  const lesson = await browser.open("figure=lab&init=he&depth=4");
  await lesson.getByRole("button", { name: "Embed", exact: true }).click();
  const dialog = lesson.getByRole("dialog", { name: "Embed this figure" });
  await dialog.waitFor();
  await dialog.getByRole("checkbox", { name: "Hide Activation", exact: true }).check();
  await dialog.getByRole("checkbox", { name: "Fix Initializer", exact: true }).check();
  await dialog.getByRole("spinbutton", { name: "Seed" }).fill("7");
  await dialog.getByRole("spinbutton", { name: "Widest, in pixels" }).fill("640");
  await dialog.getByRole("combobox", { name: "Theme" }).selectOption("dark");
  // The preview, open since a width was chosen, tells the plain iframe its height.
  const before = () => dialog.getByRole("textbox", { name: "Iframe, without a script in the course page" }).inputValue();
  const height = (code) => Number(/height: (\d+)px/.exec(code)[1]);
  await dialog.locator("iframe").contentFrame().locator("html[data-theme=dark][data-boot=ready]").waitFor({ state: "attached" });
  await until(async () => height(await before()) > 1600, async () => before());
  const query = "figure=lab&init=he&depth=4&seed=7&hide=act&lock=init&theme=dark";
  assert.equal(await dialog.getByRole("textbox", { name: "Link" }).inputValue(), `${browser.url}#${query}`);
  assert.ok((await dialog.locator("svg path").getAttribute("d")).length > 500);
  await screenshot(lesson, "embed-dialog");
  await rules(lesson, "dialog.embed");
  assert.equal(await scanned(dialog.locator("svg")), `${browser.url}#${query}`);
  const element = await dialog.getByRole("textbox", { name: "Element, as tall as its content" }).inputValue();
  const iframe = await dialog.getByRole("textbox", { name: "Iframe, without a script in the course page" }).inputValue();
  lesson.noise = lesson.noise.filter((line) => !line.startsWith("net::ERR_ABORTED"));
  await lesson.keyboard.press("Escape");
  assert.ok(await dialog.isHidden());
  await lesson.setViewportSize({ width: 390, height: 800 });
  await lesson.emulateMedia({ colorScheme: "dark" });
  await lesson.getByRole("button", { name: "Embed", exact: true }).click();
  await dialog.waitFor();
  assert.ok(await dialog.evaluate((one) => one.scrollWidth <= one.clientWidth), "nothing scrolls sideways");
  await rules(lesson, "dialog.embed");
  assert.equal(await scanned(dialog.locator("svg")), await dialog.getByRole("textbox", { name: "Link" }).inputValue());
  await screenshot(lesson, "embed-dialog-390");
  quiet(lesson);
  await lesson.close();
  const tab = await visit("/pasted.html", `${element}<div id="plain">${iframe}</div>`);
  await tab.frameLocator("unit-variance iframe").locator("html[data-boot=ready]").waitFor({ state: "attached" });
  await tab.locator("#plain iframe").scrollIntoViewIfNeeded();
  for (const frame of [tab.frameLocator("unit-variance iframe"), tab.frameLocator("#plain iframe")]) {
    await frame.locator("html[data-theme=dark][data-boot=ready]").waitFor({ state: "attached" });
    assert.ok(await frame.getByRole("radio", { name: "He", exact: true }).isDisabled(), "what is fixed cannot be changed");
    assert.equal(await frame.getByRole("radiogroup", { name: "Activation" }).count(), 0);
  }
  await screenshot(tab, "embed-pasted", { fullPage: true });
  quiet(tab);
  await tab.close();
});
