// BLEU and chrF of a whole test set, 0 to 100: from the sums of its sentences' counts, as the trainer makes them.

import { bleuCounts, bleuOf, defaultBleu } from '../../../src/engine/metrics/bleu';
import { chrfCounts, chrfOf, defaultChrf } from '../../../src/engine/metrics/chrf';

/** `references` by sentence. */
type References = readonly (readonly string[])[];

function sumOf(counts: readonly ArrayLike<number>[]): Float64Array {
  const total = new Float64Array(counts[0].length);
  for (const one of counts) for (let column = 0; column < total.length; column++) total[column] += one[column];
  return total;
}

export function corpusBleu(hypotheses: readonly string[], references: References, options = defaultBleu) {
  return bleuOf(sumOf(hypotheses.map((hypothesis, i) => bleuCounts(hypothesis, references[i], options))), options);
}

export function corpusChrf(hypotheses: readonly string[], references: References, options = defaultChrf): number {
  return chrfOf(sumOf(hypotheses.map((hypothesis, i) => chrfCounts(hypothesis, references[i], options))), options);
}
