// One label for each text: the states of its tokens become one vector, a linear layer, under hidden ones
// where they are asked for, gives a number for each class. A head
// knows no encoder; one for another kind of answer is a file beside this.

import { markerOf } from '../../graph/marks';
import { relu, reshape } from '../../graph/ops';
import type { Value } from '../../graph/value';
import { dropout, type Mode } from '../../nn/dropout';
import { linear, linearParameters } from '../../nn/linear';
import type { Bound, ParameterTree } from '../../nn/parameters';
import { comparedVectors } from '../../nn/comparison';
import type { Encoded } from '../encoders/encoded';
import type { Pooling } from '../encoders/encoder';
import { markedPooling, pool, poolingParameters, type PoolingTree } from './pooled';

const ROW = ['batch', 'unit'] as const;

export interface LabelOptions {
  pooling: Pooling;
  /** Share of the vector's values dropped while training. */
  dropout: number;
  /** Layers between that vector and the numbers for the classes, as wide as it (none when left out). */
  hiddenLayers?: number;
}

type LabelTree = PoolingTree & {
  hidden?: Readonly<Record<string, ReturnType<typeof linearParameters>>>;
  output: ReturnType<typeof linearParameters>;
};

export interface Labelled {
  /** [batch, classes] */
  logits: Value;
  /** The vector of each text that they are made of, [batch, width]; of pairs that are read apart both side by side. */
  pooled: Value;
  /** By what the states were weighed, as the mask; of attention pooling. */
  weights?: Value;
}

/** A head for whole texts. */
export interface TextHead<T extends ParameterTree & PoolingTree = LabelTree> {
  /** How it makes a vector of a text's states. */
  readonly pooling: Pooling;
  readonly parameters: T;
  /** mask [time, batch], of pairs that were encoded apart [time, 2·batch] */
  label(parameters: Bound<T>, encoded: Encoded, mask: Value, mode: Mode): Labelled;
}

/** @param sizes `width` of the states; `apart`: they are of pairs, whose vectors are compared */
export function labelHead(
  { pooling, dropout: rate, hiddenLayers = 0 }: LabelOptions,
  { width: states, classes, apart = false }: { width: number; classes: number; apart?: boolean },
): TextHead {
  const width = apart ? 4 * states : states;
  const hidden = Array.from({ length: hiddenLayers }, () => linearParameters({ inputs: width, outputs: width }));
  return {
    pooling,
    parameters: {
      ...poolingParameters(pooling, states),
      ...(hiddenLayers > 0 ? { hidden: Object.fromEntries(hidden.entries()) } : {}),
      output: linearParameters({ inputs: width, outputs: classes }),
    },
    label(p, encoded, mask, mode) {
      const { pooled, weights } = pool(pooling, p, encoded, mask);
      markedPooling(pooled, weights);
      const vector = apart ? comparedVectors(pooled, 'batch', states) : pooled;
      let x = dropout(vector, { rate, stream: 'pooled', mode });
      for (const [layer, own] of Object.entries(p.hidden ?? {}))
        x = dropout(markerOf({ kind: 'hidden', number: Number(layer) })('hiddenLayer', relu(linear(own, x)), ROW), {
          ...{ rate, stream: `hidden${layer}`, mode },
        });
      return {
        logits: markerOf({ kind: 'output' })('logits', linear(p.output, x), ['batch', 'class']),
        pooled: apart ? reshape(pooled, ['batch', 2 * states]) : pooled,
        weights,
      };
    },
  };
}
