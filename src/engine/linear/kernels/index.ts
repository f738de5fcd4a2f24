// One pass of dual coordinate descent with shrinking (`linearSvm.ts` says what it minimises): Hsieh, Chang, Lin, Keerthi and
// Sundararajan (2008), algorithm 3. Compiled by scripts/makeKernels.mjs; `dualDescent.ts` lays out the memory.

export { curve, margins, spread, spreadSquares } from './rows';

// @ts-ignore: decorator
@unmanaged
export class Descent {
  /** f64[features], f64[texts] twice. */
  weights: usize;
  alpha: usize;
  curvature: usize;
  /** i8[texts]: 1 or -1. */
  signs: usize;
  /** i32[texts]: the first `active` of them are visited. */
  order: usize;
  /** i32[texts + 1] */
  starts: usize;
  /** 16 bytes an entry: i32, where its weight lies behind `weights`, in bytes; four bytes unused; f64, its value. */
  entries: usize;
  active: i32;
  random: u32;
  bias: f64;
  /** What the squared loss adds to the diagonal of the dual's matrix. */
  diagonal: f64;
  /** A text whose variable is 0 and whose gradient is above this is set aside. */
  shrinkAbove: f64;
  /** The range of the projected gradients of the pass. */
  most: f64;
  least: f64;
}

export function pass(descent: Descent): void {
  shuffleActive(descent);
  descend(descent);
}

function shuffleActive(descent: Descent): void {
  const order = descent.order;
  const active = descent.active;
  let random = descent.random;
  for (let i = 0; i < active; i++) {
    random = random * 1664525 + 1013904223; // Numerical Recipes' generator; its upper bits are good
    const span: u32 = active - i;
    // A share of the span, of 16 bits where these are enough.
    const share: u32 = span < 65536 ? ((random >>> 16) * span) >>> 16 : <u32>((<u64>random * <u64>span) >> 32);
    const one = order + (<usize>i << 2);
    const other = order + (<usize>(i + share) << 2);
    const swapped = load<i32>(one);
    store<i32>(one, load<i32>(other));
    store<i32>(other, swapped);
  }
  descent.random = random;
}

function descend(descent: Descent): void {
  const weights = descent.weights;
  const alpha = descent.alpha;
  const curvature = descent.curvature;
  const signs = descent.signs;
  const starts = descent.starts;
  const entries = descent.entries;
  const order = descent.order;
  const diagonal = descent.diagonal;
  const shrinkAbove = descent.shrinkAbove;
  let active = descent.active;
  let bias = descent.bias;
  let most: f64 = -Infinity;
  let least: f64 = Infinity;
  for (let s = 0; s < active; s++) {
    const i = load<i32>(order + (<usize>s << 2));
    const sign = <f64>load<i8>(signs + i);
    const startAt = starts + (<usize>i << 2);
    const start = entries + (<usize>load<i32>(startAt) << 4);
    const end = entries + (<usize>load<i32>(startAt, 4) << 4);
    const old = load<f64>(alpha + (<usize>i << 3));
    let margin = bias;
    let other: f64 = 0; // two sums, so that one addition need not wait for the last
    let at = start;
    for (; at + 16 < end; at += 32) {
      margin += load<f64>(weights + load<u32>(at)) * load<f64>(at, 8);
      other += load<f64>(weights + load<u32>(at, 16)) * load<f64>(at, 24);
    }
    if (at < end) margin += load<f64>(weights + load<u32>(at)) * load<f64>(at, 8);
    margin += other;
    const gradient = sign * margin - 1 + old * diagonal;
    if (old == 0 && gradient > shrinkAbove) {
      active--;
      store<i32>(order + (<usize>s << 2), load<i32>(order + (<usize>active << 2)));
      store<i32>(order + (<usize>active << 2), i);
      s--;
      continue;
    }
    const projected = old == 0 && gradient > 0 ? 0 : gradient;
    if (projected > most) most = projected;
    if (projected < least) least = projected;
    if (projected <= 1e-12 && projected >= -1e-12) continue;
    const moved = old - gradient / load<f64>(curvature + (<usize>i << 3));
    const next = moved > 0 ? moved : 0;
    store<f64>(alpha + (<usize>i << 3), next);
    const change = (next - old) * sign;
    bias += change;
    for (at = start; at < end; at += 16) {
      const weight = weights + load<u32>(at);
      store<f64>(weight, load<f64>(weight) + change * load<f64>(at, 8));
    }
  }
  descent.active = active;
  descent.bias = bias;
  descent.most = most;
  descent.least = least;
}
