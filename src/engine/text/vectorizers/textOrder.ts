// The two orders of scikit-learn's vocabularies: of strings as in Python, and NumPy's of numbers.

import { sortInSteps, type Training } from '../trainers/training';

/** By code points. (JavaScript compares UTF-16 units, which differs beyond the first plane.) */
export function* sortedByCodePoint(texts: readonly string[]): Training<string[]> {
  const hasSurrogates = texts.some((text) => /[\ud800-\udfff]/.test(text));
  return yield* sortInSteps(texts, hasSurrogates ? compareCodePoints : compareUnits, 1);
}

const compareUnits = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    const isXPair = x >= 0xd800 && x <= 0xdfff;
    return isXPair === (y >= 0xd800 && y <= 0xdfff) ? x - y : isXPair ? 1 : -1;
  }
  return a.length - b.length;
}

const SMALL = 16;

/**
 * The order of `keys`, as NumPy's `argsort` gives it without AVX: a quicksort with the median of three, insertion for
 * short stretches. It is not stable, and with `max_features` scikit-learn's choice among equal counts hangs on that.
 */
export function numpyArgsort(keys: ArrayLike<number>): Int32Array {
  const order = Int32Array.from({ length: keys.length }, (_, i) => i);
  const stack: number[] = [];
  const swap = (a: number, b: number): void => {
    [order[a], order[b]] = [order[b], order[a]];
  };
  const isLess = (a: number, b: number): boolean => keys[order[a]] < keys[order[b]];
  let left = 0;
  let right = keys.length - 1;
  for (;;) {
    while (right - left > SMALL) {
      const middle = left + ((right - left) >> 1);
      if (isLess(middle, left)) swap(middle, left);
      if (isLess(right, middle)) swap(right, middle);
      if (isLess(middle, left)) swap(middle, left);
      const pivot = keys[order[middle]];
      let up = left;
      let down = right - 1;
      swap(middle, down);
      for (;;) {
        do up++;
        while (keys[order[up]] < pivot);
        do down--;
        while (pivot < keys[order[down]]);
        if (up >= down) break;
        swap(up, down);
      }
      swap(up, right - 1);
      if (up - left < right - up) {
        stack.push(up + 1, right);
        right = up - 1;
      } else {
        stack.push(left, up - 1);
        left = up + 1;
      }
    }
    for (let i = left + 1; i <= right; i++) {
      const index = order[i];
      let at = i;
      for (; at > left && keys[index] < keys[order[at - 1]]; at--) order[at] = order[at - 1];
      order[at] = index;
    }
    const [from, to] = stack.splice(-2);
    if (from === undefined) return order;
    left = from;
    right = to;
  }
}
