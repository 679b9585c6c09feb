// brain.js, the part that runs on the processor. It updates after each example with a squared loss, and every layer,
// the last one too, has the same activation; it has no convolutions. A step here is a batch's worth of its examples.

import NeuralNetworkModule from "brain.js/dist/neural-network.js";
import { training } from "./clock.mjs";
import { WORKLOADS, examples } from "./workloads.mjs";

const NeuralNetwork = NeuralNetworkModule.default ?? NeuralNetworkModule;

export async function measure({ workload: name, ...options }) {
  const workload = WORKLOADS[name];
  if (workload.cnn) throw new Error("has no convolutions");
  const { x, targets, size, count } = examples(workload);
  const outputs = workload.outputs || 500;
  const net = new NeuralNetwork();
  net.updateTrainingOptions({ learningRate: 0.05 });
  net.sizes = [size, ...(workload.outputs ? workload.hidden : workload.hidden.slice(0, -1)), outputs];
  net.setActivation("tanh");
  net.initialize();
  const goal = (t) => Float32Array.from({ length: outputs }, (_, j) => (outputs === 1 ? t : Number(j === t)));
  const pairs = Array.from({ length: count }, (_, i) => ({ input: x.slice(i * size, (i + 1) * size), output: goal(targets[i]) }));
  let next = 0;
  const thing = {
    run(steps) {
      for (let i = 0; i < steps * workload.batch; i++, next = (next + 1) % count) {
        if (workload.loss === "none") net.runInput(pairs[next].input);
        else net.trainPattern(pairs[next]);
      }
    },
    loss() {
      const some = workload.loss === "none" ? pairs.slice(0, 10) : pairs;
      const of = ({ input, output }) => net.runInput(input).reduce((sum, y, j) => sum + (workload.loss === "none" ? y : y - output[j]) ** 2, 0) / outputs;
      return some.reduce((sum, pair) => sum + of(pair), 0) / some.length;
    },
  };
  return { ...(await training(thing, workload, options)), version: "1.6.1" };
}
