// Which value stands at a place in the order of many, without sorting them all: quickselect (Hoare 1961), in steps.

import type { Training } from './training';

/** The value that is larger than or equal to all but `rank` of them: rank 0 is the largest. Leaves `values` in another order. */
export function* selectLargest(values: Float64Array, rank: number, progress: number): Training<number> {
  let low = 0;
  let high = values.length - 1;
  const wanted = high - rank;
  while (low < high) {
    const { left, right } = partition(values, low, high);
    if (wanted <= right) high = right;
    else if (wanted >= left) low = left;
    else break;
    if (high - low > 1 << 12) yield progress;
  }
  return values[wanted];
}

/** Afterwards nothing up to `right` is larger, nothing from `left` on smaller than the middle of three; between them all equal it. */
function partition(values: Float64Array, low: number, high: number): { left: number; right: number } {
  const pivot = middleOf(values[low], values[(low + high) >> 1], values[high]);
  let left = low;
  let right = high;
  while (left <= right) {
    while (values[left] < pivot) left++;
    while (values[right] > pivot) right--;
    if (left > right) break;
    const swapped = values[left];
    values[left++] = values[right];
    values[right--] = swapped;
  }
  return { left, right };
}

function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
