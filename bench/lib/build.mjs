// Bundles the cases for the browser. The wasm of the engine is built before by `cargo xtask bench`.

import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { createRequire } from "node:module";
import { build } from "esbuild";

export const ROOT = resolve(fileURLToPath(new URL("../../", import.meta.url)));
export const BUILT = join(ROOT, "target", "bench-web");
export const WASM_OF_TENSORFLOW = join(dirname(createRequire(import.meta.url).resolve("@tensorflow/tfjs-backend-wasm/package.json")), "dist");

export function bundle() {
  const cases = ["ours", "tfjs", "convnetjs", "brain"];
  return build({
    entryPoints: cases.map((name) => join(ROOT, "bench", "cases", `${name}.mjs`)),
    outdir: BUILT,
    bundle: true,
    format: "esm",
    minify: true,
    // The engine's own file is loaded beside its wasm, not bundled.
    external: ["/built/*"],
    // Node's modules that the libraries name for their other homes.
    alias: { fs: join(ROOT, "bench", "lib", "nothing.mjs"), path: join(ROOT, "bench", "lib", "nothing.mjs") },
    logLevel: "error",
  });
}
