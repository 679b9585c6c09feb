// A reporter of node's tests: the files in which something failed, a line each.

export default async function* failed(events) {
  const files = new Set();
  for await (const { type, data } of events) {
    // A file that ended before its tests is told under its own name; what has no file fails again under any.
    if (type === "test:fail") files.add(data.file ?? data.name);
  }
  for (const file of files) yield `${file}\n`;
}
