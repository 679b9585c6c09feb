// Chromium, and one measurement in a fresh page of it.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { serve } from "./server.mjs";
import { BUILT, WASM_OF_TENSORFLOW } from "./build.mjs";
import { profile } from "./profile.mjs";

const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

export async function start(extra = []) {
  const server = await serve({ built: BUILT, tfjs: WASM_OF_TENSORFLOW });
  const folder = await mkdtemp(join(tmpdir(), "unit-variance-bench-"));
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: [...FLAGS, ...extra],
  });
  const stop = async () => {
    await context.close();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  };
  const measured = (module, options) => measure(context, server.origin, module, options);
  const profiled = (module, options) => measure(context, server.origin, module, options, profile);
  return { version: context.browser()?.version() ?? "", measure: measured, profile: profiled, stop };
}

// Imports /built/MODULE.js in a fresh page and returns what its `measure(options)` resolves to; { error } if it fails.
// `around` may watch the page while it works, and its word counts then.
async function measure(context, origin, module, options, around = async (_page, work) => work()) {
  const page = await context.newPage();
  try {
    await page.goto(origin);
    const work = around(page, () => page.evaluate(async ([address, given]) => {
      try {
        return await (await import(address)).measure(given);
      } catch (error) {
        return { error: String(error.message ?? error).split("\n")[0] };
      }
    }, [`/built/${module}.js`, options]));
    const late = new Promise((done) => setTimeout(() => done({ error: "no answer within 120 s" }), 120000).unref());
    return await Promise.race([work, late]);
  } finally {
    await page.close();
  }
}
