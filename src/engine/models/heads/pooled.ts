// The states of a text's tokens as one vector: what heads for whole texts begin with, and what others ask of a text.

import type { TextPooling } from '../../../protocol/textVectors';
import { markerOf } from '../../graph/marks';
import type { Value } from '../../graph/value';
import type { Bound } from '../../nn/parameters';
import {
  attentionPooling,
  attentionPoolingParameters,
  firstPooling,
  maxPooling,
  meanPooling,
  sumPooling,
  weightedMeanPooling,
} from '../../nn/pooling';
import type { Encoded } from '../encoders/encoded';
import type { Pooling } from '../encoders/encoder';

export type PoolingTree = { attention?: ReturnType<typeof attentionPoolingParameters> };

export const poolingParameters = (pooling: Pooling, width: number): PoolingTree =>
  pooling === 'attention' ? { attention: attentionPoolingParameters({ width }) } : {};

/** Names what a head makes of the states of texts. */
export function markedPooling(pooled: Value, weights: Value | undefined): void {
  const marked = markerOf({ kind: 'pooling' });
  if (weights) marked('poolingWeights', weights, ['time', 'batch']);
  marked('pooled', pooled, ['batch', 'unit']);
}

/** -> pooled [batch, width], weights [time, batch] */
export function pool(
  pooling: TextPooling,
  { attention }: Bound<PoolingTree>,
  { states, last, importance }: Encoded,
  mask: Value,
): { pooled: Value; weights?: Value } {
  switch (pooling) {
    case 'last':
      if (!last) throw new Error('The encoder has no last states.');
      return { pooled: last };
    case 'mean':
      return { pooled: meanPooling(states, mask) };
    case 'sum':
      return { pooled: sumPooling(states, mask) };
    case 'idf':
      if (!importance) throw new Error('The encoder does not know how much its tokens count.');
      return { pooled: weightedMeanPooling(states, importance, mask) };
    case 'max':
      return { pooled: maxPooling(states, mask) };
    case 'first':
      return { pooled: firstPooling(states, mask) };
    case 'attention':
      if (!attention) throw new Error('The parameters of the attention pooling are missing.');
      return attentionPooling(attention, states, mask);
  }
}

/** The vector of a text in each way that there is, `[batch, width]`. */
export type VectorsOfTexts = ReadonlyMap<TextPooling, Value>;

/** All that encoder and head allow, the head's own first. */
export function poolEachWay(own: Pooling, p: Bound<PoolingTree>, encoded: Encoded, mask: Value): VectorsOfTexts {
  const ways = new Set<TextPooling>([own, 'mean', 'max', 'first']);
  if (encoded.last) ways.add('last');
  if (encoded.importance) ways.add('idf');
  return new Map(Array.from(ways, (way) => [way, pool(way, p, encoded, mask).pooled]));
}
