// Mutants that no test can tell from the program, each with its reason; they are not counted.

import type { Mutant } from './instrument';

interface Equivalent {
  file: string;
  /** What of the line is enough to find it. */
  text: string;
  /** What becomes of it. */
  change: string;
  reason: string;
}

const EQUIVALENTS: readonly Equivalent[] = [
  {
    ...{ file: 'train/trainingStep.ts', text: "sums.begin(dense ? 'written' : 'zero')", change: "'written' → ''" },
    reason: 'only `zero` is asked for: all else means that the table was written',
  },
  ...['at >= count → false', 'return; → '].map((change) => ({
    ...{ file: 'decode/candidates.ts', text: 'if (at >= count) return;', change },
    reason: 'what is put behind the last place is taken off again: the line saves time alone',
  })),
  {
    ...{ file: 'decode/candidates.ts', text: 'if (total === -Infinity) return;', change: 'return; → ' },
    reason: 'no sum with it is taken: the line saves time alone',
  },
  ...[0, 1, 2, 3, 4, 5, 6, 7].map((i) => {
    const place = i === 0 ? 'values[i]' : `values[i + ${i}]`;
    return {
      ...{ file: 'decode/candidates.ts', text: `${place} >= bar`, change: `${place} >= bar → ${place} > bar` },
      reason: 'the bar lies below all that counts, by a margin: what just reaches it is not taken',
    };
  }),
  {
    ...{ file: 'decode/beamSearch.ts', text: 'if (finished.length < options.nBest) return false;' },
    change: 'finished.length < options.nBest → false',
    reason: 'then there is no score to compare with, and the comparison is false as well',
  },
  ...['a.monitor < b.monitor ? -1 : 1', 'isBetter(name, a.value, b.value) ? -1 : 1'].map((text) => ({
    ...{ file: 'protocol/bestFirst.ts', text, change: '1 → 2' },
    reason: 'an order is told by its sign alone',
  })),
  ...[
    { text: 'let high = 1;', change: '1 → 2' },
    { text: 'let low = -1;', change: '1 → 2' },
    {
      text: 'while (tail(high) < probability)',
      change: 'tail(high) < probability → tail(high) <= probability',
    },
    { text: 'while (tail(low) > probability)', change: 'tail(low) > probability → tail(low) >= probability' },
  ].map((place) => ({
    ...{ file: 'protocol/studentT.ts', ...place },
    reason: 'where the search begins: it ends where no number lies between, at the same one',
  })),
  {
    ...{ file: 'protocol/incompleteBeta.ts', text: 'if (x > (a + 1) / (a + b + 2))', change: '1 → 2' },
    reason: 'where the fraction is turned round: it comes to the same on both sides, sooner on one',
  },
  {
    ...{ file: 'protocol/rpc.ts', text: 'Math.random() * 2 ** 40', change: '40 → 41' },
    reason: 'out of how many numbers one is drawn: any so large does',
  },
  {
    ...{ file: 'protocol/rpc.ts', text: 'pending.delete(id);', change: 'pending.delete(id); → ' },
    reason: 'what could not be sent is settled already, and nobody answers it: the line gives back memory alone',
  },
];

/** `from → to`, on one line. */
export const changeOf = ({ from, to = '' }: Mutant): string => `${from} → ${to}`.replace(/\s+/g, ' ');

export const isEquivalent = (mutant: Mutant): boolean =>
  EQUIVALENTS.some(
    ({ file, text, change }) => mutant.file.endsWith(file) && mutant.text.includes(text) && change === changeOf(mutant),
  );
