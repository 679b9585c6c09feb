// How the time of a step grows with depth, width and batch: measurement, checks and a picture.

import { median } from "./numbers.mjs";

const BASE = { depth: 10, width: 100, batch: 128 };
const RANGES = {
  depth: [1, 2, 5, 10, 15, 20, 30, 40, 50],
  width: [16, 32, 64, 100, 128, 192, 256, 384, 512],
  batch: [1, 2, 4, 8, 16, 32, 64, 100, 128, 192, 256, 384, 512],
};

// Resolves to { depth: [[value, milliseconds], …], … }: medians of rounds that interleave all sizes.
export async function growth(browser, short) {
  const range = (name) => (short ? RANGES[name].filter((_, i, all) => i % 2 === 0 || i === all.length - 1) : RANGES[name]);
  const points = Object.keys(RANGES).flatMap((name) => range(name).map((value) => ({ name, value, times: [] })));
  for (let round = 0; round < (short ? 1 : 5); round++) {
    for (const point of points) {
      const found = await browser.measure("ours", { kind: "growth", ...BASE, [point.name]: point.value, ms: short ? 120 : 300, warm: short ? 60 : 150 });
      if (found.error) throw new Error(`${point.name} ${point.value}: ${found.error}`);
      point.times.push(1000 / found.rate);
    }
  }
  return Object.fromEntries(Object.keys(RANGES).map((name) => [name, points.filter((point) => point.name === name).map((point) => [point.value, median(point.times)])]));
}

// What time should be made of: a part for the step itself and a part for each layer or example; for width a part for its
// units and a part for its weights.
const MADE_OF = { depth: [() => 1, (d) => d], batch: [() => 1, (b) => b], width: [(w) => w, (w) => w * w] };

// The two parts that come nearest to the points, by relative error.
function fit(points, [f, g]) {
  let [ff, fg, gg, ft, gt] = [0, 0, 0, 0, 0];
  for (const [value, time] of points) {
    const [a, b] = [f(value) / time, g(value) / time];
    ff += a * a; fg += a * b; gg += b * b; ft += a; gt += b;
  }
  const det = ff * gg - fg * fg;
  const [first, second] = [(ft * gg - gt * fg) / det, (gt * ff - ft * fg) / det];
  return (value) => first * f(value) + second * g(value);
}

// Sizes that take more than `margin` times what their line (their parabola) says, in words.
export function cliffs(found, margin) {
  return Object.entries(found).flatMap(([name, points]) => {
    const line = fit(points, MADE_OF[name]);
    return points.flatMap(([value, time]) => (time > line(value) * margin ? [`${name} ${value} takes ${(time / line(value)).toFixed(2)} times what the other sizes would make of it`] : []));
  });
}

const PANEL = { width: 300, height: 240, left: 56, top: 30, gap: 24, bottom: 44 };

// Three panels, logarithmic on both axes, with a line of slope 1 through the base size.
export function picture(found) {
  const panels = Object.entries(found).map(([name, points], i) => panel(name, points, i * (PANEL.width + PANEL.left + PANEL.gap)));
  const width = 3 * (PANEL.width + PANEL.left + PANEL.gap), height = PANEL.height + PANEL.top + PANEL.bottom;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="12">
<title>Time of a training step against depth, width and batch</title>
<rect width="100%" height="100%" fill="#fff"/>
${panels.join("\n")}
</svg>
`;
}

function panel(name, points, offset) {
  const [low, high] = [points[0][0], points.at(-1)[0]];
  const times = points.map(([, time]) => time);
  const [least, most] = [10 ** Math.floor(Math.log10(Math.min(...times))), 10 ** Math.ceil(Math.log10(Math.max(...times)))];
  const x = (value) => offset + PANEL.left + (Math.log(value / low) / Math.log(high / low)) * PANEL.width;
  const y = (time) => PANEL.top + PANEL.height - (Math.log(time / least) / Math.log(most / least)) * PANEL.height;
  const base = points.find(([value]) => value === BASE[name]) ?? points.at(-1);
  const power = name === "width" ? 2 : 1;
  const line = [low, high].map((value) => [value, base[1] * (value / base[0]) ** power]);
  const path = (list) => list.map(([value, time], i) => `${i ? "L" : "M"}${x(value).toFixed(1)} ${y(time).toFixed(1)}`).join("");
  const decades = [];
  for (let t = least; t <= most * 1.001; t *= 10) decades.push(t);
  return [
    `<clipPath id="in-${name}"><rect x="${offset + PANEL.left}" y="${PANEL.top}" width="${PANEL.width}" height="${PANEL.height}"/></clipPath>`,
    `<text x="${offset + PANEL.left}" y="18" font-weight="bold">milliseconds a step against ${name}</text>`,
    ...decades.map((t) => `<path d="M${offset + PANEL.left} ${y(t).toFixed(1)}h${PANEL.width}" stroke="#ddd"/><text x="${offset + PANEL.left - 6}" y="${(y(t) + 4).toFixed(1)}" text-anchor="end">${Number(t.toPrecision(1))}</text>`),
    ...points.filter((_, i) => i % 2 === 0).map(([value]) => `<text x="${x(value).toFixed(1)}" y="${PANEL.top + PANEL.height + 18}" text-anchor="middle">${value}</text>`),
    `<path d="${path(line)}" stroke="#888" stroke-dasharray="4 4" fill="none" clip-path="url(#in-${name})"/>`,
    `<path d="${path(points)}" stroke="#0b62a8" stroke-width="2" fill="none"/>`,
    ...points.map(([value, time]) => `<circle cx="${x(value).toFixed(1)}" cy="${y(time).toFixed(1)}" r="3.5" fill="#0b62a8"><title>${name} ${value}: ${time.toPrecision(3)} ms</title></circle>`),
    `<text x="${offset + PANEL.left + PANEL.width / 2}" y="${PANEL.top + PANEL.height + 36}" text-anchor="middle">${name} (${Object.entries(BASE).filter(([key]) => key !== name).map(([key, value]) => `${key} ${value}`).join(", ")}); dashed: ${power === 2 ? "square" : "linear"}</text>`,
  ].join("\n");
}
