// Whether wasm memory stays where the first steps left it.

const MEGA = 1024 * 1024;

// Resolves to { wrong: [words], text }.
export async function memory(browser, short) {
  const plan = short ? { first: 200, steps: 1000, changes: 40 } : { first: 1000, steps: 100000, changes: 200 };
  const found = await browser.measure("ours", { kind: "memory", ...plan });
  if (found.error) return { wrong: [`memory: ${found.error}`], text: found.error };
  const [first, steps, changes] = [found.first, found.steps, found.changes].map((bytes) => `${(bytes / MEGA).toFixed(2)} MB`);
  const wrong = found.reached === plan.steps ? [] : [`memory: the run stopped at step ${found.reached}`];
  if (found.steps > found.first) wrong.push(`memory: ${first} after ${plan.first} steps, ${steps} after ${plan.steps} more`);
  if (found.changes > found.first) wrong.push(`memory: ${first} after ${plan.first} steps, ${changes} after ${plan.changes} changes of the network`);
  return { wrong, text: `Wasm memory of a worker's runs: ${first} after ${plan.first} steps, ${steps} after ${plan.steps.toLocaleString("en-US")} more, ${changes} after ${plan.changes} further configurations.` };
}
