// Firefox and WebKit, as far as they are installed, behind the same few steps: Firefox by WebDriver BiDi, WebKitGTK by the
// older WebDriver, which is all that it speaks. What the console says is heard by a script that the server puts into the page.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { until } from "./browser.mjs";
import { RESULTS, serveDist } from "./server.mjs";

// Collects what the console, refused policies and uncaught errors say, from before the page's own scripts.
const EARS = `{
  const noise = (globalThis.noise = []);
  for (const kind of ["log", "info", "warn", "error", "debug"]) {
    const plain = console[kind];
    console[kind] = (...given) => { noise.push(kind + ": " + given.join(" ")); plain.apply(console, given); };
  }
  addEventListener("error", (event) => noise.push("uncaught: " + (event.message ?? event.target?.src)), true);
  addEventListener("unhandledrejection", (event) => noise.push("unhandled: " + event.reason));
  addEventListener("securitypolicyviolation", (event) => noise.push("policy: " + event.violatedDirective + " " + event.blockedURI));
}`;

const found = (names) => names.flatMap((name) => (name.startsWith("/") ? [name] : (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, name)))).find(existsSync);
// Milliseconds in which a question to WebKit's driver is answered.
const QUESTION = 30000;
const KEYS = { ArrowRight: "\uE014", ArrowLeft: "\uE012", Enter: "\uE007", " ": " ", PageDown: "\uE00F", "?": "?" };

async function firefox(binary) {
  const { default: puppeteer } = await import("puppeteer-core");
  const browser = await puppeteer.launch({ browser: "firefox", executablePath: binary, headless: true });
  return {
    async tab() {
      const tab = await browser.newPage();
      return {
        size: (width, height) => tab.setViewport({ width, height }),
        go: (url) => tab.goto(url),
        run: (f, ...given) => (typeof f === "string" ? tab.evaluate(`(${f})()`) : tab.evaluate(f, ...given)),
        click: (selector) => tab.click(selector),
        press: async (selector, key) => { await tab.focus(selector); await tab.keyboard.press(key); },
        shot: async () => Buffer.from(await tab.screenshot()),
        close: () => tab.close(),
      };
    },
    stop: () => browser.close(),
  };
}

// A program that says on its standard output or error that it is ready.
async function started(program, args, env) {
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "ignore", "pipe"] });
  return { child, stop: () => new Promise((done) => { child.once("exit", done); child.kill(); }) };
}

async function webkit(driver, browser, xvfb) {
  const display = await started(xvfb, ["-displayfd", "3", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"], {});
  const number = await new Promise((done, fail) => {
    display.child.stdio[3].once("data", (text) => done(String(text).trim()));
    display.child.once("exit", (code) => fail(new Error(`Xvfb ended with ${code}`)));
  });
  const port = 20000 + Math.floor(Math.random() * 20000);
  const service = await started(driver, [`--port=${port}`], { DISPLAY: `:${number}`, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1", WEBKIT_DISABLE_COMPOSITING_MODE: "1" });
  const ask = async (method, path, body) => {
    // Of what only asks, the driver of a busy machine now and then never answers the first time.
    const signal = method === "GET" ? AbortSignal.timeout(QUESTION) : undefined;
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, signal, body: method === "POST" ? JSON.stringify(body ?? {}) : undefined });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${method} ${path}: ${value?.error}: ${value?.message}`);
    return value;
  };
  await until(() => ask("GET", "/status").then(() => true, () => false), "the WebKit driver listens", 20000);
  const { sessionId } = await ask("POST", "/session", { capabilities: { alwaysMatch: { "webkitgtk:browserOptions": { binary: browser, args: ["--automation"] } } } });
  const session = (method, path, body) => ask(method, `/session/${sessionId}${path}`, body);
  const element = async (selector) => Object.values(await session("POST", "/element", { using: "css selector", value: selector }))[0];
  return {
    // One window: each page begins on an empty one.
    async tab() {
      return {
        size: (width, height) => session("POST", "/window/rect", { width, height }),
        async go(url) {
          await session("POST", "/url", { url: "about:blank" });
          await session("POST", "/url", { url });
        },
        run: (f, ...given) => session("POST", "/execute/sync", { script: `return (${f}).apply(null, arguments)`, args: given }),
        async click(selector) {
          await session("POST", "/execute/sync", { script: "document.querySelector(arguments[0]).scrollIntoView({ block: 'center' })", args: [selector] });
          await session("POST", `/element/${await element(selector)}/click`);
        },
        async press(selector, key) {
          await session("POST", "/execute/sync", { script: "document.querySelector(arguments[0]).focus()", args: [selector] });
          const actions = [{ type: "key", id: "keys", actions: [{ type: "keyDown", value: KEYS[key] ?? key }, { type: "keyUp", value: KEYS[key] ?? key }] }];
          await session("POST", "/actions", { actions });
        },
        shot: async () => Buffer.from(await session("GET", "/screenshot").catch(() => session("GET", "/screenshot")), "base64"),
        close: async () => {},
      };
    },
    async stop() {
      await session("DELETE", "").catch(() => {});
      await service.stop();
      await display.stop();
    },
  };
}

// What is installed of each: its name, and how it is started, or what is missing.
export const ENGINES = [
  (() => {
    const binary = found(["firefox-esr", "firefox"]);
    return { name: "Firefox", missing: binary ? "" : "firefox-esr", launch: () => firefox(binary) };
  })(),
  (() => {
    const parts = [["WebKitWebDriver"], ["/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser", "/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser", "MiniBrowser"], ["Xvfb"]].map(found);
    return { name: "WebKit", missing: parts.every(Boolean) ? "" : "webkit2gtk-driver and xvfb", launch: () => webkit(...parts) };
  })(),
];

// In the page: whether one of them is to be seen.
export const seen = (selector) => [...document.querySelectorAll(selector)].some((one) => one.checkVisibility());

// Starts a browser and a server of the page with ears; `open` gives a fresh page on which the programs run.
export async function begin({ launch, name }, faults = new Map()) {
  const [browser, server] = [await launch(), await serveDist(faults, undefined, EARS)];
  const open = async (hash = "", { wait = true, width = 1280, height = 800 } = {}) => {
    const tab = await browser.tab();
    await tab.size(width, height);
    await tab.go(server.url + (hash ? `#${hash}` : ""));
    const page = {
      ...tab,
      until: (f, what, ...given) => until(() => tab.run(f, ...given).catch(() => false), what, 60000),
      // A page that still moves under the pointer is asked again.
      click(selector) {
        const clicked = () => tab.click(selector).then(() => true, (error) => (clicked.error = error, false));
        return until(clicked, () => `${selector} is clicked: ${clicked.error.message}`, 20000);
      },
      // Clicks what goes away by it: a click may be done and yet reported as failed, since nothing is left to be clicked.
      dismiss: (selector) => until(
        async () => !(await tab.run(seen, selector)) || tab.click(selector).then(() => false, () => false),
        `${selector} is gone`, 20000,
      ),
      noise: () => tab.run(() => globalThis.noise),
      async keep(file) {
        await mkdir(RESULTS, { recursive: true });
        await writeFile(join(RESULTS, `${name.toLowerCase()}-${file}.png`), await tab.shot());
      },
    };
    if (wait) await page.until(() => document.documentElement.dataset.boot === "ready", `${name} runs the page at ${hash}`);
    return page;
  };
  const stop = async () => { await browser.stop(); await server.close(); };
  return { open, stop };
}
