// Many comparisons at once: of a hundred that are chance, five are below 0.05.

/** Probabilities corrected by Holm (1979), step-down: the k-th smallest of n times n − k + 1, never less than the one before. */
export function holm(ps: readonly number[]): number[] {
  const order = [...ps.keys()].sort((a, b) => ps[a] - ps[b]);
  const adjusted = new Array<number>(ps.length).fill(1);
  let least = 0;
  order.forEach((at, rank) => {
    least = Math.max(least, Math.min(1, ps[at] * (ps.length - rank)));
    adjusted[at] = least;
  });
  return adjusted;
}
