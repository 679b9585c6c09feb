import { serve } from "./serve.mjs"; import { open } from "./watch.mjs"; import { execSync } from "node:child_process";
import { chromium } from "playwright-core"; const server = await serve();
const context = await chromium.launchPersistentContext("/tmp/prof"+Math.random(), { executablePath: "/usr/bin/chromium", args: ["--headless","--no-sandbox","--disable-gpu","--no-first-run","--disable-background-networking","--disable-component-update","--disable-sync"], viewport: { width: 1280, height: 800 } });
for (const race of process.argv.slice(2)) {
const page = await open(context, server.url, race);
await page.waitForTimeout(4000);
const threads = () => Object.fromEntries(execSync("for p in $(pgrep -f 'user-data-dir=/tmp/prof'); do for t in /proc/$p/task/*; do echo \"$p:$(cat $t/comm 2>/dev/null):$(basename $t) $(awk '{print $14+$15}' $t/stat 2>/dev/null)\"; done; done", { shell: "/bin/bash" }).toString().trim().split("\n").map((l) => { const i = l.lastIndexOf(" "); return [l.slice(0, i), +l.slice(i + 1)]; }));
const step = () => page.evaluate(() => +document.querySelector("[data-alone]").dataset.step);
const [a, s0, t0] = [threads(), await step(), Date.now()];
await page.waitForTimeout(6000);
const [b, s1, t1] = [threads(), await step(), Date.now()];
const secs = (t1 - t0) / 1000;
console.log(race, "steps/s", ((s1 - s0) / secs).toFixed(1));
console.log(Object.keys(b).map((k) => [k, (b[k] - (a[k] ?? 0)) / secs]).filter(([, v]) => v > 1).sort((x, y) => y[1] - x[1]).map(([k, v]) => `  ${v.toFixed(0)}% ${k}`).join("\n"));
await page.close();
}
await context.close(); await server.close();
