// In how many ways a part of a regular expression can match nothing: JavaScript's compiler follows each of them, and nothing can
// stop it while it compiles.

import { type PatternPart, patternParts } from './patternParts';

/** Of a pattern whose classes and escapes are single characters, those of assertions `^`: the most ways of any of its parts. */
export function mostEmptyWays(bare: string): number {
  const parts = patternParts(bare);
  if (!parts) return Infinity;
  let most = 0;
  /** The product of what its parts allow; a character that must be there begins a new product. */
  const ofSequence = (sequence: readonly PatternPart[]): number => {
    let whole = 1;
    let run = 1;
    for (const part of sequence) {
      const ways = ofPart(part);
      whole *= ways;
      run = ways === 0 ? 1 : run * ways;
      most = Math.max(most, run);
    }
    return whole;
  };
  /** The sum of what its alternatives allow. */
  const ofAlternatives = (alternatives: readonly PatternPart[][]): number =>
    alternatives.reduce((sum, each) => sum + ofSequence(each), 0);
  const ofPart = ({ alternatives = [], asserts, least }: PatternPart): number => {
    const inner = ofAlternatives(alternatives);
    return (asserts ? 1 : inner) + (least === 0 ? 1 : 0);
  };
  ofAlternatives(parts);
  return most;
}
