// Where the program's bytes go: the functions of both modules by crate and by figure, from what `split` wrote when it built them.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { plain } from "../lib/numbers.mjs";
import { ROOT } from "./serve.mjs";

const FUNCTIONS = join(ROOT, "target", "wasm32-unknown-unknown", "page", "app.functions.tsv");
// In a mangled name a figure's own module is a part of its path.
const FIGURES = readdirSync(join(ROOT, "site", "figures")).map((file) => file.replace(".html", "")).filter((name) => name !== "macros");
// Modules that serve a figure under another name.
const ALSO = { neighbors: "neighbours", descent: "contours", exhibit: "weight" };

// `_ZN20unit_variance_charts5chain…` and `_ZN72_$LT$unit_variance_charts..chain..Chain$u20$as…` as a list of names, without types' arguments.
function path(mangled) {
  const plainName = mangled.replace(/^_ZN/, "").replace(/\$LT\$|\$GT\$|\$u20\$|\$RF\$/g, " ").replace(/\.\./g, " ");
  return plainName.split(/[^A-Za-z_]+/).filter(Boolean);
}

function crate(names) {
  const own = names.find((name) => name.startsWith("unit_variance_") || name === "app");
  return own ? own.replace("unit_variance_", "") : names.find((name) => /^(core|alloc|std|plotters|plotters_\w+|ndarray|wasm_bindgen|js_sys|web_sys|serde\w*|compiler_builtins|rand\w*|dlmalloc|hashbrown|libm|half|memchr)$/.test(name)) ?? "other";
}

function figure(names) {
  const found = names.map((name) => ALSO[name] ?? name).find((name) => FIGURES.includes(name));
  return found ?? "shared";
}

function table(head, sums) {
  const rows = [...sums].sort((a, b) => b[1].first + b[1].later - a[1].first - a[1].later);
  const line = ([name, { first, later }]) => `| ${name} | ${plain(first)} | ${plain(later)} |`;
  return [`| ${head} | first, bytes | later, bytes |`, "| --- | ---: | ---: |", ...rows.map(line)].join("\n");
}

// Two tables in Markdown: by crate, and what of our own crates belongs to which figure.
export function bytes() {
  const byCrate = new Map(), byFigure = new Map();
  const add = (sums, key, part, size) => {
    const sum = sums.get(key) ?? { first: 0, later: 0 };
    sum[part] += size;
    sums.set(key, sum);
  };
  for (const line of readFileSync(FUNCTIONS, "utf8").trim().split("\n")) {
    const [part, size, name] = line.split("\t"), names = path(name);
    add(byCrate, crate(names), part, Number(size));
    if (/unit_variance_(charts|figures|lesson|protocol|words)|app/.test(name)) add(byFigure, figure(names), part, Number(size));
  }
  return `${table("crate", byCrate)}\n\n${table("figure", byFigure)}`;
}
