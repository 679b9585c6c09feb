// What is measured, and what each figure is held to.

export const PEERS = [
  { name: "TensorFlow.js cpu", module: "tfjs", options: { backend: "cpu" } },
  { name: "TensorFlow.js wasm, 1 thread", module: "tfjs", options: { backend: "wasm", threads: 1 } },
  { name: "TensorFlow.js wasm, 2 threads", module: "tfjs", options: { backend: "wasm", threads: 2 } },
  { name: "ConvNetJS", module: "convnetjs", options: {} },
  { name: "brain.js", module: "brain", options: {} },
];

// Steps a second, as a multiple of the best peer's in the same run.
export const RATIOS = { P: 9, A: 20, B: 12, C: 1.3, D: 25 };
// TensorFlow Playground's own code on P, steps a second: a figure that was measured once, elsewhere, and is only quoted.
export const PLAYGROUND = { rate: 103000, ratio: 11 };
// Share of the machine's peak.
export const PRODUCT_SHARE = 0.7;
// A pass over the time that its arrays take to be read and written twice (the statistics read what is then read again).
export const NORM_TIMES = 2;
// What misses that by more than the short form's margin, and what it came to: the short form holds it there, so that it
// cannot get worse unseen. 512 rows of 25 cells: each row's own constants and tail cost as much as its cells.
export const NORM_REACHED = { "128x100x1x1 group forward": 5.03, "128x100x1x1 group backward": 4.87 };

// A picture of a step over the step: default lab, deep, convolution, batch norm.
export const PICTURES = { "default lab": "", "depth 30": "depth=30", "CNN": "net=cnn&norm=batch&act=relu&depth=2", "batch norm": "norm=batch" };
export const PICTURE_SHARE = 0.35;

// A step of the lab with each normalization over one without, and with the two dear activation functions over tanh.
export const STEP_NORMS = ["batch", "mean-batch", "weight", "weight-mean-batch", "layer", "instance", "group", "rms"];
export const STEP_ACTS = ["gelu", "sigmoid"];
export const STEP_NORM_TIMES = 1.1;
export const STEP_ACT_TIMES = 1.25;
// The CNN's training step, of the machine's peak.
export const CNN_SHARE = 0.6;

export const PRODUCTS = [[64, 32, 32], [128, 100, 100], [1000, 500, 500], [4096, 16, 144]];
// The lab's and the small CNN's layers, which lie in the first caches, and the largest layer that the lab offers.
export const NORM_SHAPES = [[128, 100, 1, 1], [64, 16, 8, 8], [512, 512, 1, 1]];
export const NORMS = ["batch", "layer", "instance", "group"];

// Every case of a round, with the key that its results are kept under.
export function cases(short) {
  const time = short ? { ms: 250, warm: 120 } : { ms: 900, warm: 300 };
  const training = Object.keys(RATIOS).flatMap((workload) => [
    { key: `train ${workload} ours`, module: "ours", options: { kind: "training", workload, ...time } },
    ...PEERS.filter((peer) => possible(peer, workload, short)).map((peer) => (
      { key: `train ${workload} ${peer.name}`, module: peer.module, options: { workload, ...peer.options, ...time } })),
  ]);
  const quick = { ms: Math.min(time.ms, 400), warm: 120 };
  const products = PRODUCTS.flatMap((sizes) => [0, 1, 2].map((transposed) => (
    { key: `product ${sizes.join("x")} ${transposed}`, module: "ours", options: { kind: "product", sizes, transposed, ...quick } })));
  const norms = NORM_SHAPES.flatMap((shape) => {
    const named = NORMS.filter((norm) => shape[2] > 1 || norm !== "instance");
    const passes = named.flatMap((norm) => ["forward", "backward"].map((pass) => [norm, pass]));
    return [...passes, ["batch", "touch"], ["batch", "touch two"]].map(([norm, pass]) => (
      { key: `norm ${shape.join("x")} ${norm} ${pass}`, module: "ours", options: { kind: "norm", shape, norm, pass, ...quick } }));
  });
  const pictures = Object.entries(PICTURES).map(([name, query]) => ({ key: `picture ${name}`, module: "ours", options: { kind: "picture", query, ...quick } }));
  const lab = "depth=10&width=100";
  const steps = [...STEP_NORMS.map((norm) => ["norm", norm]), ...STEP_ACTS.map((act) => ["act", act])].map(([key, value]) => (
    { key: `step ${key} ${value}`, module: "ours", options: { kind: "beside", query: `${lab}&${key}=${value}`, than: lab, ...time } }));
  // The peak stands beside each product, so that both see the machine at the same speed.
  const peak = { key: "peak", module: "ours", options: { kind: "peak", ...quick, ms: quick.ms / 4, warm: quick.warm / 2 } };
  return [peak, ...training, peak, ...products, peak, ...norms, ...pictures, ...steps];
}

// The short form leaves out what takes seconds for each step and is never the best.
function possible(peer, workload, short) {
  if (workload === "D") return peer.module === "tfjs";
  if (workload === "C" && short) return peer.module === "tfjs" && peer.options.backend === "wasm";
  return true;
}
