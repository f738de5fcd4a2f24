// Whether a token is the one that stood there: one score a token (Clark et al. 2020, in the form of their code), w·gelu(W·h + b) + c.

import { reshape } from '../../graph/ops';
import type { Value } from '../../graph/value';
import { activations } from '../../nn/activations';
import { linear, linearParameters } from '../../nn/linear';
import type { Bound } from '../../nn/parameters';

type ReplacedTree = Record<'transform' | 'output', ReturnType<typeof linearParameters>>;

export const replacedParameters = (width: number): ReplacedTree => ({
  transform: linearParameters({ inputs: width, outputs: width }),
  output: linearParameters({ inputs: width, outputs: 1 }),
});

/** states [time, batch, width] -> [time, batch], logits of being replaced */
export const replacedLogits = (p: Bound<ReplacedTree>, states: Value): Value =>
  reshape(linear(p.output, activations.gelu(linear(p.transform, states))), states.shape.slice(0, -1));
