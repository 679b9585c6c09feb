// Chromium, and one measurement in a fresh page of it.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { serve } from "./server.mjs";
import { BUILT, WASM_OF_TENSORFLOW } from "./build.mjs";

const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

export async function start(extra = []) {
  const server = await serve({ built: BUILT, tfjs: WASM_OF_TENSORFLOW });
  const profile = await mkdtemp(join(tmpdir(), "unit-variance-bench-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: [...FLAGS, ...extra],
  });
  const stop = async () => {
    await context.close();
    await server.close();
    await rm(profile, { recursive: true, force: true });
  };
  return { version: context.browser()?.version() ?? "", measure: (module, options) => measure(context, server.origin, module, options), stop };
}

// Imports /built/MODULE.js in a fresh page and returns what its `measure(options)` resolves to; { error } if it fails.
async function measure(context, origin, module, options) {
  const page = await context.newPage();
  try {
    await page.goto(origin);
    const work = page.evaluate(async ([address, given]) => {
      try {
        return await (await import(address)).measure(given);
      } catch (error) {
        return { error: String(error.message ?? error).split("\n")[0] };
      }
    }, [`/built/${module}.js`, options]);
    const late = new Promise((done) => setTimeout(() => done({ error: "no answer within 120 s" }), 120000).unref());
    return await Promise.race([work, late]);
  } finally {
    await page.close();
  }
}
