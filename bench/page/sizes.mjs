// What binaryen's wasm-opt would still take off the modules: npm carries it, so it can be had where no system package is.

import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { DIST } from "./serve.mjs";

const FEATURES = ["simd", "bulk-memory", "sign-ext", "nontrapping-float-to-int", "mutable-globals", "reference-types", "multivalue"].map((name) => `--enable-${name}`);

function weigh(file) {
  return [statSync(file).size, gzipSync(readFileSync(file), { level: 9 }).length];
}

// Rows of { module, level, raw, zipped }.
export function sizes() {
  const tool = join(dirname(createRequire(import.meta.url).resolve("binaryen/package.json")), "bin", "wasm-opt");
  const out = join(tmpdir(), `unit-variance-${process.pid}.wasm`);
  const rows = [];
  for (const name of readdirSync(DIST).filter((file) => file.endsWith("_bg.wasm"))) {
    const file = join(DIST, name), module = name.split("-")[0];
    const [raw, zipped] = weigh(file);
    rows.push({ module, level: "as built", raw, zipped });
    for (const level of ["-O3", "-Os"]) {
      execFileSync(process.execPath, [tool, file, level, ...FEATURES, "-o", out], { stdio: "ignore" });
      const [optRaw, optZipped] = weigh(out);
      rows.push({ module, level, raw: optRaw, zipped: optZipped });
    }
  }
  rmSync(out, { force: true });
  return rows;
}
