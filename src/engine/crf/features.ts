// Features: attributes with the tags that they occur with. What never occurred together has no weight, which for many tags saves
// most of them.

import type { AttributeRows } from './attributes';

export interface Features {
  /** [attributes + 1]: where the features of each begin. */
  starts: Int32Array<ArrayBuffer>;
  /** [features]: of each its tag, rising within an attribute. */
  tags: Int32Array<ArrayBuffer>;
}

/** @param gold the tag of each token @param count attributes */
export function observedFeatures(
  { tokenStarts, attributes }: AttributeRows,
  gold: Int32Array,
  count: number,
): Features {
  // The tags of each attribute side by side, then each once.
  const ends = new Int32Array(count + 1);
  for (const attribute of attributes) ends[attribute + 1]++;
  for (let attribute = 0; attribute < count; attribute++) ends[attribute + 1] += ends[attribute];
  const places = ends.slice();
  const together = new Int32Array(attributes.length);
  for (let token = 0; token < gold.length; token++)
    for (let i = tokenStarts[token]; i < tokenStarts[token + 1]; i++) together[places[attributes[i]]++] = gold[token];
  const starts = new Int32Array(count + 1);
  let at = 0;
  for (let attribute = 0; attribute < count; attribute++) {
    const [from, to] = [ends[attribute], ends[attribute + 1]];
    if (to - from > 1) together.subarray(from, to).sort();
    for (let i = from, last = -1; i < to; i++) if (together[i] !== last) last = together[at++] = together[i]; // never beyond what was read
    starts[attribute + 1] = at;
  }
  return { starts, tags: together.slice(0, at) };
}
