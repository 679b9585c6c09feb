// Makes docs/lab.png, the picture in the README, from the real page: `cargo xtask build`, then `node picture.mjs` here.

import { fileURLToPath } from "node:url";
import { drawn, figure, frames, reach, start } from "./lib/browser.mjs";

const browser = await start({ viewport: { width: 1280, height: 800 }, colorScheme: "light" });
const page = await browser.open("act=relu&init=he");
await drawn(page);
await figure(page).getByRole("button", { name: "Play", exact: true }).click();
await reach(page, 120, { timeout: 60000 });
await figure(page).getByRole("button", { name: "Pause", exact: true }).click();
await page.waitForSelector("[data-figure=lab][data-state=idle]");
await frames(page, 20);
await page.screenshot({ path: fileURLToPath(new URL("../../docs/lab.png", import.meta.url)) });
await browser.stop();
