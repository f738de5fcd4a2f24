// One row h against 6 targets o: the dot products of negative sampling without copying the targets aside. With labels y and
// rate α,
//
//   g[k] = α · (y[k] - σ(h · o[k])),   update = Σ_k g[k] · o[k],   o[k] += g[k] · h
//
// all from the values before (Mikolov et al. 2013b, equation 4). What `block.ts` computes for many rows and any targets.

import { BLOCK } from './block';
import { Job } from './job';
import { multiplyAdd, sigmoid, sumLanes } from './simd';

/** Whether the `used` targets are all different: only then may each be written without regard to the others. */
export function differentTargets(targets: usize, used: i32): bool {
  for (let k = 1; k < used; k++) {
    const target = load<usize>(targets + (k << 2));
    for (let m = 0; m < k; m++) if (load<usize>(targets + (m << 2)) == target) return false;
  }
  return true;
}

/** Writes the gradients g, [6]; those beyond `used` are 0. */
function pairGradients(job: Job, row: usize, targets: usize, labels: usize, used: i32): void {
  let h = row;
  const end = h + job.stride;
  let t0 = load<usize>(targets);
  let t1 = load<usize>(targets, 4);
  let t2 = load<usize>(targets, 8);
  let t3 = load<usize>(targets, 12);
  let t4 = load<usize>(targets, 16);
  let t5 = load<usize>(targets, 20);
  let a0 = f32x4.splat(0);
  let a1 = a0;
  let a2 = a0;
  let a3 = a0;
  let a4 = a0;
  let a5 = a0;
  while (h < end) {
    const x = v128.load(h);
    a0 = multiplyAdd(x, v128.load(t0), a0);
    a1 = multiplyAdd(x, v128.load(t1), a1);
    a2 = multiplyAdd(x, v128.load(t2), a2);
    a3 = multiplyAdd(x, v128.load(t3), a3);
    a4 = multiplyAdd(x, v128.load(t4), a4);
    a5 = multiplyAdd(x, v128.load(t5), a5);
    h += 16;
    t0 += 16;
    t1 += 16;
    t2 += 16;
    t3 += 16;
    t4 += 16;
    t5 += 16;
  }
  const rate = f32x4.splat(job.rate);
  const gradients = job.gradients;
  const low = sigmoid(sumLanes(a0, a1, a2, a3));
  const high = sigmoid(sumLanes(a4, a5, a4, a5));
  v128.store(gradients, f32x4.mul(f32x4.sub(v128.load(labels), low), rate));
  v128.store(gradients, f32x4.mul(f32x4.sub(v128.load64_zero(labels, 16), high), rate), 16);
  for (let k = used; k < BLOCK; k++) store<f32>(gradients + (k << 2), 0);
}

/**
 * Trains `row` on targets that differ. The row's update goes to `into`: added to what is there (`into` may be the row), or
 * written over it where `fresh`.
 */
export function trainPair(
  job: Job,
  row: usize,
  targets: usize,
  labels: usize,
  used: i32,
  into: usize,
  fresh: bool,
): void {
  pairGradients(job, row, targets, labels, used);
  const gradients = job.gradients;
  const g0 = v128.load32_splat(gradients);
  const g1 = v128.load32_splat(gradients, 4);
  const g2 = v128.load32_splat(gradients, 8);
  const g3 = v128.load32_splat(gradients, 12);
  const g4 = v128.load32_splat(gradients, 16);
  const g5 = v128.load32_splat(gradients, 20);
  let h = row;
  const end = h + job.stride;
  let to = into;
  let t0 = load<usize>(targets);
  let t1 = load<usize>(targets, 4);
  let t2 = load<usize>(targets, 8);
  let t3 = load<usize>(targets, 12);
  let t4 = load<usize>(targets, 16);
  let t5 = load<usize>(targets, 20);
  while (h < end) {
    const x = v128.load(h);
    let sum = fresh ? f32x4.splat(0) : v128.load(to);
    let o = v128.load(t0);
    sum = multiplyAdd(o, g0, sum);
    v128.store(t0, multiplyAdd(x, g0, o));
    o = v128.load(t1);
    sum = multiplyAdd(o, g1, sum);
    v128.store(t1, multiplyAdd(x, g1, o));
    o = v128.load(t2);
    sum = multiplyAdd(o, g2, sum);
    v128.store(t2, multiplyAdd(x, g2, o));
    o = v128.load(t3);
    sum = multiplyAdd(o, g3, sum);
    v128.store(t3, multiplyAdd(x, g3, o));
    o = v128.load(t4);
    sum = multiplyAdd(o, g4, sum);
    v128.store(t4, multiplyAdd(x, g4, o));
    o = v128.load(t5);
    sum = multiplyAdd(o, g5, sum);
    v128.store(t5, multiplyAdd(x, g5, o));
    v128.store(to, sum);
    h += 16;
    to += 16;
    t0 += 16;
    t1 += 16;
    t2 += 16;
    t3 += 16;
    t4 += 16;
    t5 += 16;
  }
}
