// Lighthouse's performance score of the release build, as a phone and as a desktop.

import lighthouse, { desktopConfig } from "lighthouse";
import { launch } from "chrome-launcher";

export async function score(url) {
  const chrome = await launch({ chromePath: process.env.CHROMIUM || "/usr/bin/chromium", chromeFlags: ["--headless", "--no-sandbox", "--disable-gpu"] });
  try {
    const figures = [];
    for (const [name, config] of [["phone", undefined], ["desktop", desktopConfig]]) {
      const result = await lighthouse(url, { port: chrome.port, onlyCategories: ["performance"], logLevel: "error" }, config);
      const { categories, audits } = result.lhr;
      const parts = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift", "speed-index"];
      figures.push({ name: `Lighthouse performance, ${name}`, value: categories.performance.score * 100, least: 95, note: parts.map((part) => `${audits[part].title} ${audits[part].displayValue}`).join(", ") });
    }
    return figures;
  } finally {
    chrome.kill();
  }
}
