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
  {
    ...{ file: 'decode/candidates.ts', text: 'if (at >= count) return;', change: 'at >= count → false' },
    reason: 'what is put behind the last place is taken off again: the line saves time alone',
  },
];

/** `from → to`, on one line. */
export const changeOf = ({ from, to = '' }: Mutant): string => `${from} → ${to}`.replace(/\s+/g, ' ');

export const isEquivalent = (mutant: Mutant): boolean =>
  EQUIVALENTS.some(
    ({ file, text, change }) => mutant.file.endsWith(file) && mutant.text.includes(text) && change === changeOf(mutant),
  );
