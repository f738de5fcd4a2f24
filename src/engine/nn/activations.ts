// Activations by the names that experiments have for them.

import { abs, add, div, exp, gelu, mul, neg, relu, sign, sub } from '../graph/ops';
import type { Value } from '../graph/value';

const ERF_COEFFICIENTS = [1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592];

/** erf(x) within 1.5e-7 (Abramowitz and Stegun 1964, 7.1.26). */
function erf(x: Value): Value {
  const t = div(1, add(mul(abs(x), 0.3275911), 1));
  const series = ERF_COEFFICIENTS.reduce<Value>((sum, coefficient) => mul(add(sum, coefficient), t), mul(t, 0));
  return mul(sign(x), sub(1, mul(series, exp(neg(mul(x, x))))));
}

/** ½x(1 + erf(x/√2)): the activation of BERT. */
const exactGelu = (x: Value): Value => mul(mul(x, add(erf(mul(x, Math.SQRT1_2)), 1)), 0.5);

export const activations = { relu, gelu, 'exact-gelu': exactGelu };
