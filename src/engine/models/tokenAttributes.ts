// Attributes of tokens beside a network, as a conditional random field over features has them: a weight for each with each tag, which is
// added to the tag's score and passes through no layer (the direct connections of Huang et al. 2015). The network learns what they leave.

import { cast, equal, gatherRows, input, matmul, mul, not, randomMask, reshape } from '../graph/ops';
import type { Value } from '../graph/value';
import type { Mode } from '../nn/dropout';
import { zeros } from '../nn/initializers';
import type { Bound } from '../nn/parameters';

export interface AttributeSizes {
  /** How many are known, number 0 included, which is what nobody knows. */
  count: number;
  /** The most that a token has. */
  slots: number;
}

export const attributeParameters = ({ count }: AttributeSizes, tags: number) => ({
  weight: { shape: [count, tags], initialize: zeros },
});

type AttributeParameters = Bound<ReturnType<typeof attributeParameters>>;

/**
 * What the attributes of a batch's different tokens say of the tags: input `attributes` [words, slots], 0 in what is left of a row.
 * While training each attribute of a token is left out with probability `rate`, so that rare ones do not learn all by heart.
 * @returns [words, tags]
 */
export function attributeScores(p: AttributeParameters, sizes: AttributeSizes, rate: number, mode: Mode): Value {
  const { slots } = sizes;
  const [, tags] = p.weight.shape;
  const ids = input('attributes', 'int32', ['words', slots]);
  const known = cast(not(equal(ids, 0)), p.weight.dtype);
  const isDropped = mode === 'training' && rate > 0;
  const kept = isDropped
    ? mul(known, mul(cast(randomMask(1 - rate, ids.shape, 'attributes'), known.dtype), 1 / (1 - rate)))
    : known;
  const added = matmul(reshape(kept, ['words', 1, slots]), gatherRows(p.weight, ids)); // [words, 1, tags]
  return reshape(added, ['words', tags]);
}
