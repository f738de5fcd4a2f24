// Features: attributes with the tags that they occur with. What never occurred together has no weight, which for many tags saves
// most of them.

import type { Training } from '../text/trainers/training';
import type { AttributeRows } from './attributes';

export interface Features {
  /** [attributes + 1]: where the features of each begin. */
  starts: Int32Array<ArrayBuffer>;
  /** [features]: of each its tag, rising within an attribute. */
  tags: Int32Array<ArrayBuffer>;
}

/** Between two pauses, some milliseconds' work. */
const VALUES_A_STEP = 1 << 18;

/** @param gold the tag of each token @param count attributes */
export function* observedFeatures(
  { tokenStarts, attributes }: AttributeRows,
  gold: Int32Array,
  count: number,
): Training<Features> {
  // The tags of each attribute side by side, then each once.
  const ends = new Int32Array(count + 1);
  for (let i = 0; i < attributes.length; i++) {
    ends[attributes[i] + 1]++;
    if (i % VALUES_A_STEP === 0) yield 0;
  }
  for (let attribute = 0; attribute < count; attribute++) ends[attribute + 1] += ends[attribute];
  const places = ends.slice();
  const together = new Int32Array(attributes.length);
  let next = VALUES_A_STEP;
  for (let token = 0; token < gold.length; token++) {
    for (let i = tokenStarts[token]; i < tokenStarts[token + 1]; i++) together[places[attributes[i]]++] = gold[token];
    if (tokenStarts[token + 1] < next) continue;
    next += VALUES_A_STEP;
    yield token / gold.length;
  }
  const starts = new Int32Array(count + 1);
  let at = 0;
  next = VALUES_A_STEP;
  for (let attribute = 0; attribute < count; attribute++) {
    const [from, to] = [ends[attribute], ends[attribute + 1]];
    if (to - from > 1) together.subarray(from, to).sort();
    for (let i = from, last = -1; i < to; i++) if (together[i] !== last) last = together[at++] = together[i]; // never beyond what was read
    starts[attribute + 1] = at;
    if (to < next) continue;
    next += VALUES_A_STEP;
    yield 1;
  }
  return { starts, tags: together.slice(0, at) };
}
