// The workloads by name, as the peers build them (the engine has the same in bench/src/workload.rs), and their examples.

export const WORKLOADS = {
  P: { text: "2 - 4 - 2 - 1 tanh, logistic", input: [1, 1, 2], hidden: [4, 2], outputs: 1, loss: "logistic", batch: 10, batches: 8, lr: 0.1 },
  A: { text: "2 - 6 x 32 tanh - 1, logistic", input: [1, 1, 2], hidden: Array(6).fill(32), outputs: 1, loss: "logistic", batch: 64, batches: 8, lr: 0.1 },
  B: { text: "64 - 10 x 100 tanh - 10, softmax", input: [1, 1, 64], hidden: Array(10).fill(100), outputs: 10, loss: "softmax", batch: 128, batches: 4, lr: 0.05 },
  C: { text: "forward only, 10 x 500 tanh", input: [1, 1, 500], hidden: Array(10).fill(500), outputs: 0, loss: "none", batch: 1000, batches: 1, lr: 0 },
  D: { text: "8x8x1 - 2 x (conv3x3 16 - batch norm - ReLU) - global average pool - 10, softmax", input: [8, 8, 1], cnn: true, outputs: 10, loss: "softmax", batch: 64, batches: 4, lr: 0.1 },
};

// Numbers in [-1, 1) from a seed (mulberry32).
export function numbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2147483648 - 1;
  };
}

// Two numbers of the standard normal distribution's shape, near enough for first weights: the sum of 12 uniforms.
export function normal(draw) {
  let sum = 0;
  for (let i = 0; i < 12; i++) sum += draw();
  return sum / 2;
}

// All examples of a workload: x of [batches * batch, …input], one target each. Every library gets the same.
export function examples(workload) {
  const draw = numbers(5);
  const size = workload.input.reduce((a, b) => a * b, 1);
  const count = workload.batch * workload.batches;
  const x = new Float32Array(count * size), targets = new Float32Array(count);
  const classes = workload.loss === "logistic" ? 2 : 10;
  const centres = Array.from({ length: classes * size }, draw);
  for (let i = 0; i < count; i++) {
    targets[i] = i % classes;
    for (let j = 0; j < size; j++) x[i * size + j] = centres[targets[i] * size + j] + 0.5 * draw();
  }
  return { x, targets, size, count, classes };
}
