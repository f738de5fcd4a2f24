// Seeded numbers for tests: the same seed gives the same sequence for ever (mulberry32).

export interface RandomNumbers {
  /** In [0, 1). */
  next(): number;
  /** Whole, in 0 .. below - 1. */
  below(below: number): number;
  pick<T>(values: readonly T[]): T;
}

export function randomNumbers(seed: number): RandomNumbers {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return { next, below, pick: (values) => values[below(values.length)] };
}
