// How uncertain a run is of a text, so that a person labels first what the run learns most from.

import { type Answer, labelOf, tagsOf } from '../../protocol/answer';
import type { LabellingKind, Uncertainty } from '../../protocol/labelling';

/** In bits: H = −Σ p log₂ p (Shannon 1948). @param probabilities one in all */
export function entropy(probabilities: Iterable<number>): number {
  let bits = 0;
  for (const p of probabilities) if (p > 0) bits -= p * Math.log2(p);
  return Math.max(0, bits);
}

/** Of a run's answer, which for spans comes with its lattice. Fails with `INTERNAL` for one of another kind. */
export const uncertaintyOf = (answer: Answer, kind: LabellingKind): Uncertainty =>
  kind === 'texts' ? ofLabel(answer) : ofTags(answer);

/** Labels of which a text may have several are answered one by one: then the entropies of all these answers are added up. */
function ofLabel(answer: Answer): Uncertainty {
  const { label, score, probabilities, isSeveral } = labelOf(answer);
  const shares = Object.values(probabilities);
  const bits = isSeveral ? shares.reduce((sum, p) => sum + entropy([p, 1 - p]), 0) : entropy(shares);
  return { entropy: bits, mark: { label }, probability: score };
}

function ofTags(answer: Answer): Uncertainty {
  const { entities, probabilities, lattice, tokens } = tagsOf(answer);
  const width = lattice?.tags.length ?? 0;
  const bits = tokens.map((_, t) => entropy(lattice?.probabilities.subarray(t * width, (t + 1) * width) ?? []));
  return {
    entropy: bits.reduce((sum, each) => sum + each, 0) / Math.max(1, bits.length),
    mark: { spans: entities.map(({ type, start, end }) => ({ type, start, end })) },
    probability: Math.min(1, ...probabilities),
  };
}
