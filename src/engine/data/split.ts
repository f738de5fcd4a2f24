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
  const byLabel = new Map<number, number[]>();
  for (const index of indices) {
    const members = byLabel.get(labels[index]);
    if (members) members.push(index);
    else byLabel.set(labels[index], [index]);
  }
  const groups = [...byLabel].sort(([a], [b]) => a - b).map(([, members]) => random.shuffle(members));
  const shares = apportion(
    groups.map(({ length }) => length),
    Math.min(count, indices.length),
  );
  const held = Int32Array.from(groups.flatMap((members, group) => members.slice(0, shares[group]))).sort();
  const isHeld = new Set(held);
  return { held, kept: indices.filter((index) => !isHeld.has(index)).sort() };
}

/**
 * A share of the examples `indices` with the same mixture of labels: for one generator each smaller share lies within the larger ones. The
 * first of each label come first, so that none is left out as long as there are as many examples as labels. At least one.
 * @param labels the class of every example, by index
 * @returns indices in ascending order
 */
export function takeShare(indices: Int32Array, labels: Int32Array, share: number, random: Random): Int32Array {
  const groups = new Map<number, number[]>();
  for (const index of indices) {
    const members = groups.get(labels[index]);
    if (members) members.push(index);
    else groups.set(labels[index], [index]);
  }
  const placed = [...groups]
    .sort(([a], [b]) => a - b)
    .flatMap(([, members]) =>
      random.shuffle(members).map((index, i) => ({ index, place: i === 0 ? -1 : (i + 0.5) / members.length })),
    );
  placed.sort((a, b) => a.place - b.place || a.index - b.index);
  const count = Math.max(1, Math.round(share * indices.length));
  return Int32Array.from(placed.slice(0, count), ({ index }) => index).sort();
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
