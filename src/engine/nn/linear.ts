// y = x·Wᵀ + b

import { affine } from '../graph/ops';
import type { Value } from '../graph/value';
import { uniform } from './initializers';
import type { Bound } from './parameters';

/** weight [outputs, inputs], bias [outputs]; U(±1/√inputs) as in PyTorch. */
export function linearParameters({ inputs, outputs }: { inputs: number; outputs: number }) {
  const initialize = uniform(1 / Math.sqrt(inputs));
  return { weight: { shape: [outputs, inputs], initialize }, bias: { shape: [outputs], initialize } };
}

/** x [..., inputs] -> [..., outputs] */
export function linear(p: Bound<ReturnType<typeof linearParameters>>, x: Value): Value {
  return affine(x, p.weight, p.bias, { transposeB: true });
}
