// Mutants that no test can tell from the program, each with its reason; they are not counted.

import type { Mutant } from './instrument';

interface Equivalent {
  file: string;
  /** What of the line is enough to find it. */
  text: string;
  /** What becomes of it; all that becomes of the line where left out. */
  change?: string;
  reason: string;
}

const EQUIVALENTS: readonly Equivalent[] = [];

/** `from → to`, on one line. */
export const changeOf = ({ from, to = '' }: Mutant): string => `${from} → ${to}`.replace(/\s+/g, ' ');

export const isEquivalent = (mutant: Mutant): boolean =>
  EQUIVALENTS.some(
    ({ file, text, change }) =>
      mutant.file.endsWith(file) && mutant.text.includes(text) && (change === undefined || change === changeOf(mutant)),
  );
