// Lighthouse's performance score of the release build, as a phone and as a desktop: the median of several runs, as its
// makers advise, each in a fresh browser.

import lighthouse, { desktopConfig } from "lighthouse";
import { launch } from "chrome-launcher";

const RUNS = 5;
const PARTS = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift", "speed-index"];

async function once(url, config) {
  const chrome = await launch({ chromePath: process.env.CHROMIUM || "/usr/bin/chromium", chromeFlags: ["--headless", "--no-sandbox", "--disable-gpu"] });
  try {
    return (await lighthouse(url, { port: chrome.port, onlyCategories: ["performance"], logLevel: "error" }, config)).lhr;
  } finally {
    chrome.kill();
  }
}

export async function score(url) {
  const figures = [];
  for (const [name, config] of [["phone", undefined], ["desktop", desktopConfig]]) {
    const results = [];
    for (let run = 0; run < RUNS; run++) results.push(await once(url, config));
    const points = (result) => Math.round(result.categories.performance.score * 100);
    results.sort((a, b) => points(a) - points(b));
    const { audits } = results[RUNS >> 1];
    const parts = PARTS.map((part) => `${audits[part].title} ${audits[part].displayValue}`).join(", ");
    figures.push({ name: `Lighthouse performance, ${name}`, value: points(results[RUNS >> 1]), least: 95, note: `${results.map(points).join(", ")}; the middle one: ${parts}` });
  }
  return figures;
}
