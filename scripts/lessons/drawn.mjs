// Draws for the corpora of lessons: the same ones for the same seed, on every machine.

/** Numbers in [0, 1) of a 32-bit generator (mulberry32 by Tommy Ettinger, public domain). */
export function drawnFrom(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  /** A whole number from `least` to `most`. */
  const whole = (least, most) => least + Math.floor(next() * (most - least + 1));
  const oneOf = (list) => list[whole(0, list.length - 1)];
  return { next, whole, oneOf };
}

/** So many different ones of what `draw` gives, by their key. */
export function different(count, draw, keyOf = String) {
  const found = new Map();
  for (let tries = 0; found.size < count; tries++) {
    if (tries > 1000 * count) throw new Error(`There are not ${count} different ones.`);
    const one = draw();
    if (!found.has(keyOf(one))) found.set(keyOf(one), one);
  }
  return [...found.values()];
}

/** A table with a head, tabs between its columns. */
export const table = (head, rows) => [head, ...rows].map((row) => `${row.join('\t')}\n`).join('');
