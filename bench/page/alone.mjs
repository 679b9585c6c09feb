// A worker that only trains. Told the addresses of runs it takes these and answers what a step of each costs, in ms; told nothing
// it takes a step of each.

import init, { Lesson } from "/built/engine.js";

const WARM = 100, TIMED = 50;
const wasm = init();
let runs = [];

function take(queries) {
  runs.forEach((run) => run.free());
  runs = queries.map((query) => Lesson.of(query));
  return runs.map((run) => {
    run.steps(WARM);
    const start = performance.now();
    run.steps(TIMED);
    return (performance.now() - start) / TIMED;
  });
}

onmessage = async ({ data: queries }) => {
  await wasm;
  postMessage(queries ? take(queries) : runs.forEach((run) => run.steps(1)));
};
