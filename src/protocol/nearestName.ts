// Finds the name a person probably meant: for wrong keys, values and column names.

/**
 * The Damerau-Levenshtein distance (optimal string alignment): insertions, deletions, substitutions and swaps of
 * neighbours, each costing 1.
 */
export function editDistance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => [i]);
  for (let j = 1; j <= b.length; j++) rows[0][j] = j;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const substitution = rows[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      rows[i][j] = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, substitution);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
    }
  }
  return rows[a.length][b.length];
}

const LONGEST_COMPARED = 64;

/** `names` by falling likeness to `name`, letter case ignored; ties keep their order. */
export function byLikeness(name: string, names: readonly string[]): string[] {
  const wanted = name.slice(0, LONGEST_COMPARED).toLowerCase();
  return names
    .map((candidate) => ({
      candidate,
      distance: editDistance(wanted, candidate.slice(0, LONGEST_COMPARED).toLowerCase()),
    }))
    .sort((a, b) => a.distance - b.distance)
    .map(({ candidate }) => candidate);
}

/** The name that `name` is likely a slip of: within a third of its length (at least 2) of edits, or containing it. */
export function nearestName(name: string, names: readonly string[]): string | undefined {
  const wanted = name.toLowerCase();
  const [nearest] = byLikeness(name, names);
  if (nearest === undefined || name.length > LONGEST_COMPARED) return undefined;
  if (editDistance(wanted, nearest.toLowerCase()) <= Math.max(2, Math.floor(name.length / 3))) return nearest;
  if (wanted.length < 3) return undefined;
  return names.find((candidate) => candidate.toLowerCase().includes(wanted));
}
