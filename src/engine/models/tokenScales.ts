// A model with a scale for each token: its vector, and what features add to it, times a number. 1 leaves the model as it is, 0 takes the
// token out and leaves its place. Of any model whose tokens are looked up in `embedding.weight`: the program is rewritten, and no
// model knows of it. The derivative of a score by the scale of a token is the gradient times the token's vector,
//
//   ∂F(s ⊙ x) / ∂s_t = Σ_i x_ti · ∂F / ∂(s_t x_ti)
//
// so that all that is asked of single tokens (explain/) is asked of their scales.

import { backpropagate, sumTerms } from '../graph/differentiate';
import { dependenciesOf } from '../graph/loop';
import { fill, input, mul, reshape } from '../graph/ops';
import { copy, rebuild } from '../graph/rebuild';
import { topologicalOrder, type Node, type Value } from '../graph/value';

export type ScaledProgram = Record<'scores' | 'gradient', Value>;

const nameOf = (value: Value): string | undefined =>
  value.node.op === 'input' ? (value.node.attributes as { name: string }).name : undefined;

/** Rows that are looked up for tokens: of the token vectors, or by `words` of what features make of a token (`tokenFeatures.ts`). */
function isLookup({ op, inputs: [table, ids] }: Node): boolean {
  return op === 'gatherRows' && (nameOf(table) === 'embedding.weight' || nameOf(ids) === 'words');
}

/**
 * The same scores, with the derivatives of a sum of them. Program inputs beside the model's own: `scales` as `ids`, and `direction` as
 * the scores, by which they are weighed in the sum. `gradient` is as `ids`: each example's own, since none sees another.
 * @param scores [batch, ...] or [time, batch, ...]
 */
export function scaledTokens(scores: Value): ScaledProgram {
  const order = topologicalOrder([scores], dependenciesOf);
  const ids = order.find(({ outputs: [value] }) => nameOf(value) === 'ids')?.outputs[0];
  const lookup = order.find(isLookup)?.outputs[0];
  if (!ids || !lookup) throw new Error('A model that is asked about its tokens looks them up in no table.');
  const scales = input('scales', lookup.dtype, ids.shape);
  const [time, columns] = lookup.shape;
  const each = reshape(scales, [time, columns, 1]);
  const [scaled] = rebuild([scores], (node, map) =>
    isLookup(node) ? copy(node, map).map((rows) => mul(rows, each)) : undefined,
  );
  const direction = input('direction', scaled.dtype, scaled.shape);
  const terms = backpropagate({ seeds: [[scaled, direction]], wanted: new Set([scales]) });
  return { scores: scaled, gradient: sumTerms(terms.get(scales)) ?? fill(0, scales.shape, scales.dtype) };
}
