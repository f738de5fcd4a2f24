// Layer normalisation (Ba, Kiros and Hinton 2016).

import { layerNorm as normalize } from '../graph/ops';
import type { Value } from '../graph/value';
import { ones, zeros } from './initializers';
import type { Bound } from './parameters';

/** weight [width], bias [width]; 1 and 0 as in PyTorch. */
export function layerNormParameters({ width }: { width: number }) {
  return { weight: { shape: [width], initialize: ones }, bias: { shape: [width], initialize: zeros } };
}

/** x [..., width] -> [..., width]. @param epsilon added to the variance, as in PyTorch where it is left out */
export function layerNorm(p: Bound<ReturnType<typeof layerNormParameters>>, x: Value, epsilon?: number): Value {
  return normalize(x, p.weight, p.bias, epsilon);
}
