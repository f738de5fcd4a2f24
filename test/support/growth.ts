// Whether work grows in proportion to its input, by its own figures: a slow or busy machine is slow with both sizes.

import assert from 'node:assert/strict';
import { processorMs } from './processorTime';

const TIMES = 8;
/** In proportion it is 8, with the square 64. */
const MOST_RATIO = 24;
/** Below this a figure says more of the machine than of the work. */
const LEAST_MS = 4;
const TRIES = 3;

/** Fails where `work` on a text eight times as long takes far more than eight times as long, however often it is tried. */
export function assertInProportion(name: string, unit: string, work: (text: string) => void): void {
  const small = unit.repeat(Math.ceil(20_000 / unit.length));
  const large = small.repeat(TIMES);
  let least = Infinity;
  for (let tries = 0; tries < TRIES && least > MOST_RATIO; tries++) {
    const smallMs = processorMs(() => work(small));
    least = Math.min(least, processorMs(() => work(large)) / Math.max(LEAST_MS, smallMs));
  }
  assert.ok(least <= MOST_RATIO, `${name}: ${TIMES} times the text took ${least.toFixed(0)} times the work`);
}
