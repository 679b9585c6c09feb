// TensorFlow.js: its low-level API (minimize over variables), which costs it less for each step than its layers do.

import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-core/dist/register_all_gradients.js";
import "@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops.js";
import "@tensorflow/tfjs-backend-cpu";
import { setThreadsCount, setWasmPaths, version_wasm } from "@tensorflow/tfjs-backend-wasm";
import { training } from "./clock.mjs";
import { WORKLOADS, examples, normal, numbers } from "./workloads.mjs";

const draw = numbers(3);

function weight(shape, fanIn, gain = 1) {
  const size = shape.reduce((a, b) => a * b, 1);
  const std = Math.sqrt(gain / fanIn);
  return tf.variable(tf.tensor(Float32Array.from({ length: size }, () => std * normal(draw)), shape));
}

function mlp(workload) {
  const sizes = [workload.input[2], ...workload.hidden, ...(workload.outputs ? [workload.outputs] : [])];
  const layers = sizes.slice(1).map((out, i) => ({ w: weight([sizes[i], out], sizes[i]), b: tf.variable(tf.zeros([out])) }));
  return (x) => layers.reduce((a, { w, b }, i) => {
    const z = tf.fused.matMul({ a, b: w, bias: b });
    return i < workload.hidden.length ? tf.tanh(z) : z;
  }, x);
}

// Batch norm by the batch's own statistics.
function batchNorm(channels) {
  const gamma = tf.variable(tf.ones([channels])), beta = tf.variable(tf.zeros([channels]));
  return (x) => {
    const { mean, variance } = tf.moments(x, [0, 1, 2]);
    return tf.batchNorm(x, mean, variance, beta, gamma, 1e-5);
  };
}

function cnn() {
  const kernels = [weight([3, 3, 1, 16], 9, 2), weight([3, 3, 16, 16], 144, 2)];
  const biases = kernels.map(() => tf.variable(tf.zeros([16])));
  const norms = [batchNorm(16), batchNorm(16)];
  const w = weight([16, 10], 16), b = tf.variable(tf.zeros([10]));
  return (x) => {
    const features = kernels.reduce((a, kernel, i) => tf.relu(norms[i](tf.add(tf.conv2d(a, kernel, 1, "same"), biases[i]))), x);
    return tf.fused.matMul({ a: tf.mean(features, [1, 2]), b: w, bias: b });
  };
}

function cost(workload, logits, y) {
  return workload.loss === "logistic" ? tf.losses.sigmoidCrossEntropy(y, logits) : tf.losses.softmaxCrossEntropy(y, logits);
}

function batchesOf(workload) {
  const { x, targets, size } = examples(workload);
  const { batch, batches } = workload;
  return Array.from({ length: batches }, (_, at) => {
    const part = x.slice(at * batch * size, (at + 1) * batch * size);
    const labels = targets.slice(at * batch, (at + 1) * batch);
    return {
      x: workload.cnn ? tf.tensor4d(part, [batch, ...workload.input]) : tf.tensor2d(part, [batch, size]),
      y: workload.loss === "softmax" ? tf.oneHot(tf.tensor1d(labels, "int32"), 10).toFloat() : tf.tensor2d(labels, [batch, 1]),
    };
  });
}

export async function measure({ workload: name, backend, threads, ...options }) {
  if (backend === "wasm") {
    setWasmPaths("/tfjs/");
    if (threads === 1) tf.env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
    else setThreadsCount(threads);
  }
  if (!(await tf.setBackend(backend))) throw new Error(`no backend ${backend}`);
  await tf.ready();
  const workload = WORKLOADS[name];
  const model = workload.cnn ? cnn() : mlp(workload);
  const batches = batchesOf(workload);
  const optimizer = tf.train.sgd(workload.lr);
  let next = 0;
  const thing = {
    run(count) {
      for (let i = 0; i < count; i++) {
        const { x, y } = batches[next++ % batches.length];
        if (workload.loss === "none") tf.tidy(() => { model(x).dataSync(); });
        else tf.tidy(() => { optimizer.minimize(() => cost(workload, model(x), y)); });
      }
    },
    loss() {
      const losses = batches.map(({ x, y }) => tf.tidy(() => {
        const out = model(x);
        return (workload.loss === "none" ? tf.mean(tf.square(out)) : cost(workload, out, y)).dataSync()[0];
      }));
      return losses.reduce((a, b) => a + b) / losses.length;
    },
  };
  return { ...(await training(thing, workload, options)), version: tf.version_core, wasm: version_wasm };
}
