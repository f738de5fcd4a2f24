// Whether the second of two texts stands behind the first where they come from: the mean of the states, a layer with tanh as BERT's
// "pooler" has one, and a number whose logistic function is the probability (Devlin et al. 2019, 3.1). It knows no encoder.

import { reshape, tanh } from '../../graph/ops';
import type { Value } from '../../graph/value';
import { linear, linearParameters } from '../../nn/linear';
import { meanPooling } from '../../nn/pooling';
import type { Bound } from '../../nn/parameters';

type FollowsTree = Record<'transform' | 'output', ReturnType<typeof linearParameters>>;

/** @param width of the states */
export const followsParameters = (width: number): FollowsTree => ({
  transform: linearParameters({ inputs: width, outputs: width }),
  output: linearParameters({ inputs: width, outputs: 1 }),
});

/** states [time, batch, width], mask [time, batch] -> logits [batch] */
export const followsLogits = (p: Bound<FollowsTree>, states: Value, mask: Value): Value =>
  reshape(linear(p.output, tanh(linear(p.transform, meanPooling(states, mask)))), ['batch']);
