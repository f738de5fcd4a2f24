// Activations that are made of operators.

import { add, mul, relu, tanh } from '../graph/ops';
import type { Value } from '../graph/value';

/** ½x(1 + tanh(√(2/π)(x + 0.044715x³))): Hendrycks and Gimpel 2016, in the form of BERT's and GPT-2's code. */
function gelu(x: Value): Value {
  const inner = mul(add(x, mul(mul(mul(x, x), x), 0.044715)), Math.sqrt(2 / Math.PI));
  return mul(mul(x, add(tanh(inner), 1)), 0.5);
}

export const activations = { relu, gelu };
