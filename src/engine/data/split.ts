// Takes a part of the examples away, with the same mixture of labels, decided by the seed.

import type { Random } from './random';

export interface Split {
  /** Indices in ascending order. */
  kept: Int32Array;
  held: Int32Array;
}

/**
 * Holds out `count` of the examples `indices`, from each label in proportion (largest remainders first, ties by label),
 * but never the last example of a label: so it may hold out fewer.
 *
 * @param labels the class of every example, by index
 */
export function holdOut(indices: Int32Array, labels: Int32Array, count: number, random: Random): Split {
  const groups = byLabel(indices, labels).map((members) => random.shuffle(members));
  const shares = apportion(
    groups.map(({ length }) => length),
    Math.min(count, indices.length),
  );
  const held = new Int32Array(shares.reduce((sum, share) => sum + share, 0));
  const isHeld = new Uint8Array(labels.length);
  let at = 0;
  for (const [group, members] of groups.entries())
    for (const index of members.subarray(0, shares[group])) {
      held[at++] = index;
      isHeld[index] = 1;
    }
  const kept = new Int32Array(indices.length - held.length);
  let next = 0;
  for (const index of indices) if (isHeld[index] === 0) kept[next++] = index; // `filter` would take several times the room
  return { held: held.sort(), kept: kept.sort() };
}

/** The indices of each label, the smallest label first, in their order. */
function byLabel(indices: Int32Array, labels: Int32Array): Int32Array[] {
  const counts = new Map<number, number>();
  for (const index of indices) counts.set(labels[index], (counts.get(labels[index]) ?? 0) + 1);
  const groups = new Map([...counts].sort(([a], [b]) => a - b).map(([label, size]) => [label, new Int32Array(size)]));
  for (const index of indices) {
    const left = counts.get(labels[index]) ?? 0;
    const members = groups.get(labels[index]);
    if (members) members[members.length - left] = index;
    counts.set(labels[index], left - 1);
  }
  return [...groups.values()];
}

/**
 * A share of the examples `indices` with the same mixture of labels: for one generator each smaller share lies within the larger ones. The
 * first of each label come first, so that none is left out as long as there are as many examples as labels. At least one.
 * @param labels the class of every example, by index
 * @returns indices in ascending order
 */
export function takeShare(indices: Int32Array, labels: Int32Array, share: number, random: Random): Int32Array {
  const places = new Float64Array(labels.length);
  for (const members of byLabel(indices, labels))
    for (const [i, index] of random.shuffle(members).entries())
      places[index] = i === 0 ? -1 : (i + 0.5) / members.length;
  const placed = indices.slice().sort((a, b) => places[a] - places[b] || a - b);
  const count = Math.max(1, Math.round(share * indices.length));
  return placed.slice(0, count).sort();
}

/** How many to take from groups of these sizes so that they sum to `count`, in proportion, leaving one in each. */
function apportion(sizes: readonly number[], count: number): number[] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const exact = sizes.map((size) => (count * size) / Math.max(1, total));
  const shares = exact.map((share, group) => Math.min(Math.floor(share), sizes[group] - 1));
  const byRemainder = sizes.map((_, group) => group).sort((a, b) => exact[b] - shares[b] - (exact[a] - shares[a]));
  let missing = count - shares.reduce((sum, share) => sum + share, 0);
  for (const group of byRemainder)
    if (missing > 0 && shares[group] < sizes[group] - 1) {
      shares[group]++;
      missing--;
    }
  return shares;
}
