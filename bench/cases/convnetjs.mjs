// ConvNetJS: takes examples one at a time and updates after a batch of them. It has no logistic loss on one output and
// no batch norm: one output becomes a softmax over two classes, and D is not built.

import convnetjs from "convnetjs";
import { training } from "./clock.mjs";
import { WORKLOADS, examples } from "./workloads.mjs";

export async function measure({ workload: name, ...options }) {
  const workload = WORKLOADS[name];
  if (workload.cnn) throw new Error("has no batch norm");
  const { x, targets, size, count, classes } = examples(workload);
  const layers = [{ type: "input", out_sx: 1, out_sy: 1, out_depth: size }];
  for (const width of workload.hidden) layers.push({ type: "fc", num_neurons: width, activation: "tanh" });
  if (workload.outputs) layers.push({ type: "softmax", num_classes: classes });
  const net = new convnetjs.Net();
  net.makeLayers(layers);
  const trainer = new convnetjs.Trainer(net, { method: "sgd", learning_rate: workload.lr, momentum: 0, batch_size: workload.batch, l1_decay: 0, l2_decay: 0 });
  const vols = Array.from({ length: count }, (_, i) => new convnetjs.Vol(Array.from(x.subarray(i * size, (i + 1) * size))));
  let next = 0;
  const thing = {
    run(steps) {
      for (let i = 0; i < steps * workload.batch; i++, next = (next + 1) % count) {
        if (workload.loss === "none") net.forward(vols[next], false);
        else trainer.train(vols[next], targets[next]);
      }
    },
    loss() {
      let total = 0;
      const some = workload.loss === "none" ? 10 : count;
      for (let i = 0; i < some; i++) {
        const out = net.forward(vols[i], false).w;
        total += workload.loss === "none" ? out.reduce((sum, y) => sum + y * y, 0) / out.length : -Math.log(out[targets[i]]);
      }
      return total / some;
    },
  };
  return { ...(await training(thing, workload, options)), version: "0.3.0" };
}
