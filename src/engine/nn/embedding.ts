// A table of vectors, one row for each token: the same as a product with one-hot vectors, without the product.

import { mark } from '../graph/marks';
import { gatherRows } from '../graph/ops';
import type { Value } from '../graph/value';
import type { LayerPlace } from '../../protocol/network';
import { normal, type Initializer } from './initializers';
import type { Bound } from './parameters';

/** weight [vocabulary, width]; N(0, deviation²), by default N(0, 1) as in PyTorch; the row of the padding token 0. */
export function embeddingParameters({
  vocabulary,
  width,
  deviation = 1,
}: {
  vocabulary: number;
  width: number;
  deviation?: number;
}) {
  const initialize: Initializer = (out, shape, next) => {
    normal(deviation)(out, shape, next);
    out.fill(0, PADDING_ID * width, (PADDING_ID + 1) * width);
  };
  return { weight: { shape: [vocabulary, width], initialize } };
}

const PADDING_ID = 0;

/** ids [...] -> [..., width]; those of a batch of texts, [time, batch], are marked. @param part of models that read and write */
export function embedding(
  p: Bound<ReturnType<typeof embeddingParameters>>,
  ids: Value,
  part?: LayerPlace['part'],
): Value {
  const rows = gatherRows(p.weight, ids);
  if (ids.shape.length !== 2) return rows;
  const of = part && { part };
  mark(ids, { name: 'ids', layer: { kind: 'input', ...of }, axes: ['time', 'batch'] });
  return mark(rows, { name: 'embedding', layer: { kind: 'embedding', ...of }, axes: ['time', 'batch', 'unit'] });
}
