// From the rounds' figures to tables and to what misses its target.

import { median, plain } from "./numbers.mjs";
import { CNN_SHARE, NORMS, NORM_REACHED, NORM_SHAPES, NORM_TIMES, PEERS, PICTURES, PICTURE_SHARE, PLAYGROUND, PRODUCTS, PRODUCT_SHARE, RATIOS, STEP_ACTS, STEP_ACT_TIMES, STEP_NORMS, STEP_NORM_TIMES } from "./plan.mjs";
import { WORKLOADS } from "../cases/workloads.mjs";

// `found` maps a case's key to its results over the rounds. A case without a result in every round has none. `rateOf`
// makes one rate of the rounds': the median, or the largest.
export class Figures {
  constructor(found, rateOf = median) {
    this.found = found;
    this.rateOf = rateOf;
  }

  value(key, field = "rate") {
    const all = this.found.get(key) ?? [];
    const of = field === "share" ? median : this.rateOf;
    return all.length && all.every((one) => !one.error) ? of(all.map((one) => one[field])) : NaN;
  }

  reason(key) { return this.found.get(key)?.find((one) => one.error)?.error; }

  // How far apart the rounds were: largest over smallest.
  spread(key, field = "rate") {
    const all = (this.found.get(key) ?? []).map((one) => one[field]).filter(Number.isFinite);
    return all.length ? Math.max(...all) / Math.min(...all) : NaN;
  }

  best(workload) {
    const peers = PEERS.map((peer) => ({ name: peer.name, rate: this.value(`train ${workload} ${peer.name}`) }));
    return peers.filter((peer) => Number.isFinite(peer.rate)).sort((a, b) => b.rate - a.rate)[0] ?? { name: "none", rate: NaN };
  }
}

// Every figure that has a target: { name, keys, value, target, good }; `keys` are the cases that it is made of, its own
// first. `margin` 0.5 asks for half.
export function targets(figures, margin = 1) {
  const list = [];
  const least = (name, keys, value, target) => list.push({ name, keys, value, target: target * margin, text: `at least ${plain(target * margin)}`, good: value >= target * margin });
  const most = (name, keys, value, target) => list.push({ name, keys, value, target: target / margin, text: `at most ${plain(target / margin)}`, good: value <= target / margin });
  for (const [workload, ratio] of Object.entries(RATIOS)) {
    const best = figures.best(workload);
    const keys = ["ours", ...PEERS.map((peer) => peer.name)].map((name) => `train ${workload} ${name}`);
    least(`${workload}: steps over ${best.name}'s`, keys, figures.value(`train ${workload} ours`) / best.rate, ratio);
  }
  // An absolute figure from another machine: only the full form says something about it.
  if (margin === 1) least("P: steps over the 103k of TensorFlow Playground's own code (quoted)", ["train P ours"], figures.value("train P ours") / PLAYGROUND.rate, PLAYGROUND.ratio);
  const bound = (shape, norm, pass) => (margin < 1 && NORM_REACHED[`${shape.join("x")} ${norm} ${pass}`]) || NORM_TIMES;
  const peak = figures.value("peak", "gflops");
  for (const sizes of PRODUCTS) {
    for (const [transposed, text] of ["", ", left operand transposed", ", right operand transposed"].entries()) {
      const key = `product ${sizes.join("x")} ${transposed}`;
      least(`product ${sizes.join(" x ")}${text}: share of the peak`, [key, "peak"], figures.value(key, "gflops") / peak, PRODUCT_SHARE);
    }
  }
  for (const name of Object.keys(PICTURES)) most(`picture of a step, ${name}: time over the step's`, [`picture ${name}`], figures.value(`picture ${name}`, "share"), PICTURE_SHARE);
  least("D, training: share of the peak", ["train D ours", "peak"], figures.value("train D ours", "gflops") / peak, CNN_SHARE);
  for (const { key, name, limit } of steps()) most(`a step with ${name}`, [key], figures.value(key, "share"), limit);
  for (const shape of NORM_SHAPES) {
    for (const [norm, pass] of passes(shape)) most(`${norm} norm of ${shape.join(" x ")}, ${pass}: time over reading and writing its arrays twice`, [`norm ${shape.join("x")} ${norm} ${pass}`, bare(shape, pass)], normTime(figures, shape, norm, pass), bound(shape, norm, pass));
  }
  return list;
}

// What is compared as whole steps of the lab: the case, what it is called, and the most that it may be.
function steps() {
  const norms = STEP_NORMS.map((norm) => ({ key: `step norm ${norm}`, name: `${norm} norm: time over one without`, limit: STEP_NORM_TIMES }));
  return [...norms, ...STEP_ACTS.map((act) => ({ key: `step act ${act}`, name: `${act}: time over one with tanh`, limit: STEP_ACT_TIMES }))];
}

function passes(shape) {
  return NORMS.filter((norm) => shape[2] > 1 || norm !== "instance").flatMap((norm) => ["forward", "backward"].map((pass) => [norm, pass]));
}

// The case that only touches a pass's arrays.
function bare(shape, pass) {
  return `norm ${shape.join("x")} batch ${pass === "forward" ? "touch" : "touch two"}`;
}

function normTime(figures, shape, norm, pass) {
  return figures.value(bare(shape, pass)) / 2 / figures.value(`norm ${shape.join("x")} ${norm} ${pass}`);
}

function table(head, rows) {
  return [head, head.map((_, i) => (i ? "---:" : "---")), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

// Where the time of what misses its target goes: [{ key, parts }] by the profiler.
export function profileTable(profiles) {
  const text = (parts) => (parts.error ? `– ${parts.error}` : parts.map(({ name, share }) => `${Math.round(share * 100)} % \`${name}\``).join(", "));
  return table(["case", "of the engine's time"], profiles.map(({ key, parts }) => [key, text(parts)])).replace("---:", "---");
}

export function trainingTable(figures) {
  const rows = Object.keys(RATIOS).map((name) => {
    const ours = figures.value(`train ${name} ours`), best = figures.best(name);
    const peers = PEERS.map((peer) => plain(figures.value(`train ${name} ${peer.name}`)));
    return [`**${name}** ${WORKLOADS[name].text}, ${WORKLOADS[name].batch}`, `**${plain(ours)}**`, ...peers, `**${plain(ours / best.rate)}x**`, `${RATIOS[name]}x`];
  });
  return table(["network, batch", "Unit Variance", ...PEERS.map((peer) => peer.name), "over the best", "target"], rows);
}

export function productTable(figures) {
  const peak = figures.value("peak", "gflops");
  const cell = (sizes, transposed) => {
    const gflops = figures.value(`product ${sizes.join("x")} ${transposed}`, "gflops");
    return `${plain(gflops)} (${Math.round((100 * gflops) / peak)} %)`;
  };
  return table(["m x k x n", "plain", "left operand transposed", "right operand transposed"], PRODUCTS.map((sizes) => [sizes.join(" x "), ...[0, 1, 2].map((t) => cell(sizes, t))]));
}

export function normTable(figures) {
  const rows = NORM_SHAPES.flatMap((shape) => passes(shape).map(([norm, pass]) => {
    const micro = 1e6 / figures.value(`norm ${shape.join("x")} ${norm} ${pass}`);
    const bare = 2e6 / figures.value(`norm ${shape.join("x")} batch ${pass === "forward" ? "touch" : "touch two"}`);
    return [`${norm}, ${shape.join(" x ")}, ${pass}`, plain(micro), plain(bare), `${plain(micro / bare)}x`];
  }));
  return table(["pass", "µs", "its arrays read and written twice, µs", "ratio"], rows);
}

export function reasons(figures) {
  const lines = Object.keys(RATIOS).flatMap((name) => PEERS.flatMap((peer) => {
    const reason = figures.reason(`train ${name} ${peer.name}`);
    return reason ? [`- ${name}, ${peer.name}: ${reason}.`] : [];
  }));
  return lines.join("\n");
}
