// A course: pages of another origin than the lesson's.

import { listen, start } from "./browser.mjs";
import { servePages } from "./server.mjs";

// A browser, and a server of `pages`, by path: HTML, or { body, status, headers }.
export async function startCourse() {
  const browser = await start();
  const pages = {};
  const course = await servePages(pages);
  return {
    browser, pages, origin: course.origin,
    // Opens a page of the course in a fresh tab; where `answer` is given, it is what is served there.
    async visit(path, answer, address = course.origin + path) {
      if (answer !== undefined) pages[path] = answer;
      const tab = await browser.context.newPage();
      tab.noise = listen(tab);
      await tab.goto(address);
      return tab;
    },
    async stop() {
      await browser.stop();
      await course.close();
    },
  };
}

// HTML with a title, an icon that asks for nothing, and `body`.
export function html(body, head = "") {
  return `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>A course</title>${head}<body style="margin:0">${body}</body></html>`;
}
