// Keeping gradients from exploding (Pascanu et al. 2013).

import { add, div, maximum, minimum, mul, sqrt, sum } from '../graph/ops';
import type { Value } from '../graph/value';

/** √Σ‖g‖² over all gradients, a scalar. */
export function globalNorm(gradients: readonly Value[]): Value {
  return sqrt(gradients.map((g) => sum(mul(g, g))).reduce((a, b) => add(a, b)));
}

/** All gradients times min(1, limit / (norm + 1e-6)), as torch.nn.utils.clip_grad_norm_. */
export function clipByNorm(gradients: readonly Value[], limit: number, norm = globalNorm(gradients)): Value[] {
  const scale = minimum(div(limit, add(norm, 1e-6)), 1);
  return gradients.map((g) => mul(g, scale));
}

/** Each component held within ±limit. */
export function clipByValue(gradients: readonly Value[], limit: number): Value[] {
  return gradients.map((g) => minimum(maximum(g, -limit), limit));
}
