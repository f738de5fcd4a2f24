// What of the sources the tests have run, from what V8 counted in their bundles.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { mappingsOf } from './sourceMap.mjs';

/** The count at each offset is that of the innermost range around it: later ranges lie within earlier ones, or after them. */
function countsAt(functions, offsets) {
  const ranges = functions.flatMap((one) => one.ranges);
  ranges.sort((a, b) => a.startOffset - b.startOffset || b.endOffset - a.endOffset);
  const open = [];
  let next = 0;
  return offsets.map((offset) => {
    for (; next < ranges.length && ranges[next].startOffset <= offset; next++) open.push(ranges[next]);
    while (open.length > 0 && open.at(-1).endOffset <= offset) open.pop();
    return open.at(-1)?.count ?? 0;
  });
}

/** The mapping at an offset, or the next one within the same range. */
function firstFrom(mappings, offset) {
  let [low, high] = [0, mappings.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (mappings[middle].offset < offset) low = middle + 1;
    else high = middle;
  }
  return mappings[low];
}

const note = (into, key, isRun) => into.set(key, (into.get(key) ?? false) || isRun);

/**
 * @param {string} folder of what V8 has written
 * @param {(source: string) => boolean} wanted by the path below the project's root
 * @param {string} root
 * @returns {Map<string, { lines: Map<string, boolean>, branches: Map<string, boolean> }>} by source: what there is, and whether it ran
 */
export function measure(folder, wanted, root) {
  const measured = new Map();
  for (const name of fs.readdirSync(folder)) {
    const { result } = JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8'));
    for (const { url, functions } of result) {
      const file = url.startsWith('file:') ? fileURLToPath(url) : '';
      if (!file.startsWith(path.join(root, 'dist')) || !fs.existsSync(`${file}.map`)) continue;
      const map = JSON.parse(fs.readFileSync(`${file}.map`, 'utf8'));
      const sources = map.sources.map((source) => path.relative(root, path.resolve(path.dirname(file), source)));
      const mappings = mappingsOf(map, fs.readFileSync(file, 'utf8'));
      const counts = countsAt(functions, mappings.map(({ offset }) => offset)); // prettier-ignore
      const of = (source) => {
        if (!measured.has(source)) measured.set(source, { lines: new Map(), branches: new Map() });
        return measured.get(source);
      };
      mappings.forEach(({ source, line }, i) => {
        if (wanted(sources[source])) note(of(sources[source]).lines, String(line), counts[i] > 0);
      });
      for (const { ranges } of functions)
        for (const { startOffset, endOffset, count } of ranges) {
          const at = firstFrom(mappings, startOffset);
          if (!at || at.offset >= endOffset || !wanted(sources[at.source])) continue;
          note(of(sources[at.source]).branches, `${at.line}:${at.column}`, count > 0);
        }
    }
  }
  return measured;
}
