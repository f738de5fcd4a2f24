// From places in a bundle to places in its sources: the mappings of a source map, decoded.

const DIGITS = new Map([...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].map((c, i) => [c, i]));

/** Numbers of one segment. */
function decoded(segment) {
  const numbers = [];
  let [value, shift] = [0, 0];
  for (const character of segment) {
    const digit = DIGITS.get(character);
    value += (digit & 31) << shift;
    shift += 5;
    if (digit & 32) continue;
    numbers.push(value & 1 ? -(value >> 1) : value >> 1);
    [value, shift] = [0, 0];
  }
  return numbers;
}

/**
 * @param {{ mappings: string }} map
 * @param {string} text the bundle
 * @returns {{ offset: number, source: number, line: number, column: number }[]} by offset; lines from 1
 */
export function mappingsOf({ mappings }, text) {
  const found = [];
  let [source, line, column, start] = [0, 0, 0, 0];
  for (const row of mappings.split(';')) {
    let generated = 0;
    for (const segment of row.split(',').filter(Boolean)) {
      const [across, toSource, toLine, toColumn] = decoded(segment);
      generated += across;
      if (toSource === undefined) continue;
      source += toSource;
      line += toLine;
      column += toColumn;
      found.push({ offset: start + generated, source, line: line + 1, column });
    }
    start = text.indexOf('\n', start) + 1;
    if (start === 0) break;
  }
  return found;
}
