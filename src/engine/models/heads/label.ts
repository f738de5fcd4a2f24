// One label for each text: the states of its tokens become one vector, a linear layer, under hidden ones
// where they are asked for, gives a number for each class. A head
// knows no encoder; one for another kind of answer is a file beside this.

import { relu } from '../../graph/ops';
import type { Value } from '../../graph/value';
import { dropout, type Mode } from '../../nn/dropout';
import { linear, linearParameters } from '../../nn/linear';
import type { Bound } from '../../nn/parameters';
import {
  attentionPooling,
  attentionPoolingParameters,
  maxPooling,
  meanPooling,
  sumPooling,
  weightedMeanPooling,
} from '../../nn/pooling';
import type { Encoded, Pooling } from '../encoders/encoder';

export interface LabelOptions {
  pooling: Pooling;
  /** Share of the vector's values dropped while training. */
  dropout: number;
  /** Layers between that vector and the numbers for the classes, as wide as it (none when left out). */
  hiddenLayers?: number;
}

type LabelTree = {
  attention?: ReturnType<typeof attentionPoolingParameters>;
  hidden?: Readonly<Record<string, ReturnType<typeof linearParameters>>>;
  output: ReturnType<typeof linearParameters>;
};

export interface Labelled {
  /** [batch, classes] */
  logits: Value;
  /** By what the states were weighed, [time, batch]; of attention pooling. */
  weights?: Value;
}

export interface LabelHead {
  readonly parameters: LabelTree;
  /** mask [time, batch] */
  label(parameters: Bound<LabelTree>, encoded: Encoded, mask: Value, mode: Mode): Labelled;
}

/** @param sizes `width` of the states */
export function labelHead(
  { pooling, dropout: rate, hiddenLayers = 0 }: LabelOptions,
  { width, classes }: { width: number; classes: number },
): LabelHead {
  const hidden = Array.from({ length: hiddenLayers }, () => linearParameters({ inputs: width, outputs: width }));
  return {
    parameters: {
      ...(pooling === 'attention' ? { attention: attentionPoolingParameters({ width }) } : {}),
      ...(hiddenLayers > 0 ? { hidden: Object.fromEntries(hidden.entries()) } : {}),
      output: linearParameters({ inputs: width, outputs: classes }),
    },
    label(p, encoded, mask, mode) {
      const { pooled, weights } = pool(pooling, p, encoded, mask);
      let x = dropout(pooled, { rate, stream: 'pooled', mode });
      for (const [layer, own] of Object.entries(p.hidden ?? {}))
        x = dropout(relu(linear(own, x)), { rate, stream: `hidden${layer}`, mode });
      return { logits: linear(p.output, x), weights };
    },
  };
}

/** -> pooled [batch, width], weights [time, batch] */
function pool(
  pooling: Pooling,
  { attention }: Bound<LabelTree>,
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
    case 'attention':
      if (!attention) throw new Error('The parameters of the attention pooling are missing.');
      return attentionPooling(attention, states, mask);
  }
}
