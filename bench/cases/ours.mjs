// The engine of this project, in its release wasm.

import init, { Run, Multiply, Normalize, peak, peak_flops } from "/built/engine.js";
import { rate, training } from "./clock.mjs";
import { WORKLOADS, examples } from "./workloads.mjs";

const KINDS = {
  async training({ workload: name, ...options }) {
    const { x, targets } = examples(WORKLOADS[name]);
    return training(Run.named(name, x, targets), WORKLOADS[name], options);
  },
  async peak(options) {
    return { gflops: ((await rate({ run: (count) => peak(count) }, options)).rate * peak_flops()) / 1e9 };
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
  async growth({ depth, width, batch, ...options }) {
    return rate(Run.mlp(depth, width, batch), options);
  },
  // Steps, then networks of many sizes: bytes of wasm memory at each mark.
  async memory({ first, steps, changes }, wasm) {
    let run = Run.mlp(10, 100, 128);
    run.run(first);
    const marks = { first: wasm.memory.buffer.byteLength };
    run.free();
    run = Run.mlp(4, 16, 16);
    run.run(steps);
    marks.steps = wasm.memory.buffer.byteLength;
    // No network here is larger than the first: each must fit in what it left.
    for (let i = 0; i < changes; i++) {
      run.free();
      run = Run.mlp(1 + ((i * 7) % 10), 4 + ((i * 13) % 97), 1 + ((i * 29) % 128));
      run.run(2);
    }
    marks.changes = wasm.memory.buffer.byteLength;
    return marks;
  },
};

export async function measure({ kind, ...options }) {
  const wasm = await init();
  return KINDS[kind](options, wasm);
}
