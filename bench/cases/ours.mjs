// The engine of this project, in its release wasm.

import init, { Lesson, Run, Multiply, Normalize, peak, peak_flops } from "/built/engine.js";
import { rate, training } from "./clock.mjs";
import { WORKLOADS, examples } from "./workloads.mjs";
import { median } from "../lib/numbers.mjs";

const KINDS = {
  async training({ workload: name, ...options }) {
    const { x, targets } = examples(WORKLOADS[name]);
    const run = Run.named(name, x, targets);
    const found = await training(run, WORKLOADS[name], options);
    // What is forward only takes a third of them.
    return found.error || WORKLOADS[name].loss === "none" ? found : { ...found, gflops: (found.rate * run.flops()) / 1e9 };
  },
  // The best of several numbers of chains: with few the additions wait, with many the registers run out.
  async peak(options) {
    let gflops = 0;
    for (const chains of [8, 10, 12, 14]) {
      const { rate: rounds } = await rate({ run: (count) => peak(chains, count) }, options);
      gflops = Math.max(gflops, (rounds * chains * peak_flops()) / 1e9);
    }
    return { gflops };
  },
  async product({ sizes, transposed, ...options }) {
    const product = new Multiply(...sizes, transposed);
    const error = product.error();
    if (!(error < 1e-3)) return { error: `wrong by ${error}` };
    return { gflops: ((await rate(product, options)).rate * product.flops()) / 1e9 };
  },
  async norm({ norm, shape, pass, ...options }) {
    return rate(new Normalize(norm, new Uint32Array(shape), pass), options);
  },
  // How much of a step's time a picture of it takes: turn about, so that both see the machine at the same speed.
  async picture({ query, ...options }) {
    const lesson = Lesson.of(query);
    const step = await rate({ run: (count) => lesson.steps(count) }, options);
    const picture = await rate({ run: (count) => lesson.pictures(count) }, options);
    lesson.free();
    return { rate: picture.rate, share: step.rate / picture.rate };
  },
  // A step of one run over a step of another, a few of each turn about.
  async beside({ query, than, ms, warm }) {
    const lessons = [query, than].map((one) => Lesson.of(one)), few = 5, shares = [], rates = [];
    const time = (lesson) => {
      const start = performance.now();
      lesson.steps(few);
      return performance.now() - start;
    };
    for (const end = performance.now() + warm; performance.now() < end;) lessons.forEach(time);
    for (const end = performance.now() + ms; performance.now() < end || !shares.length;) {
      // Who comes first takes turns as well.
      const [first, second] = shares.length % 2 ? [1, 0] : [0, 1], times = [];
      times[first] = time(lessons[first]);
      times[second] = time(lessons[second]);
      shares.push(times[0] / times[1]);
      rates.push((few * 1000) / times[0]);
    }
    lessons.forEach((lesson) => lesson.free());
    return { rate: median(rates), share: median(shares) };
  },
  async growth({ depth, width, batch, ...options }) {
    return rate(Run.mlp(depth, width, batch), options);
  },
  // Runs of the lesson: first the two default networks, then many steps, then many configurations, none of them larger
  // than the first two. Bytes of wasm memory at each mark.
  async memory({ first, steps, changes }, wasm) {
    const bytes = () => wasm.memory.buffer.byteLength;
    const whole = (query, count) => {
      const lesson = Lesson.of(query);
      const reached = lesson.run(count);
      lesson.free();
      return reached;
    };
    whole("", first);
    whole("net=cnn&norm=batch&act=relu&depth=2", Math.ceil(first / 10));
    const marks = { first: bytes() };
    marks.reached = whole("depth=4&width=16&batch=16&lr=0.01", steps);
    marks.steps = bytes();
    const of = (list, i) => list[i % list.length];
    for (let i = 0; i < changes; i++) {
      const net = i % 5 ? `depth=${1 + (i % 10)}&width=${4 + ((i * 13) % 97)}` : "net=cnn&depth=2&act=relu";
      whole(`init=${of(["xavier", "he", "small", "orthogonal"], i)}&norm=${of(["none", "batch", "layer", "weight", "group"], i)}&data=${of(["digits", "moons", "spiral"], i)}&batch=${1 + ((i * 29) % 128)}&${net}`, 10);
    }
    marks.changes = bytes();
    return marks;
  },
};

export async function measure({ kind, ...options }) {
  const wasm = await init();
  return KINDS[kind](options, wasm);
}
