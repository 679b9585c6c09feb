// Where the time of a case goes: Chromium's sampling profiler around its work, by the engine's functions.

// A function that has less than this of the samples is among the others.
const LEAST = 0.03;
const INTERVAL = 100;

// Runs `work` and resolves to [{ name, share }], the largest first.
export async function profile(page, work) {
  const session = await page.context().newCDPSession(page);
  await session.send("Profiler.enable");
  await session.send("Profiler.setSamplingInterval", { interval: INTERVAL });
  await session.send("Profiler.start");
  const result = await work();
  const { profile: { nodes, samples } } = await session.send("Profiler.stop");
  if (result?.error) return result;
  const names = new Map(nodes.map(({ id, callFrame }) => [id, plain(callFrame)]));
  const counts = new Map();
  for (const id of samples) {
    const name = names.get(id);
    if (name) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return [...counts].map(([name, count]) => ({ name, share: count / all })).filter(({ share }) => share >= LEAST).sort((a, b) => b.share - a.share);
}

// The path of an engine's function, without the compiler's hash; nothing for the page's own script.
function plain({ functionName, url }) {
  if (!url.startsWith("wasm://") && !url.endsWith(".wasm")) return "";
  return functionName.replace(/::h[0-9a-f]{16}$/, "").replaceAll("unit_variance_nn::", "").replace(/<impl [^>]*::([A-Za-z]+)>/g, "$1");
}
