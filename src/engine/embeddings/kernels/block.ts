// The matrix products of a window: N rows h against 6 targets o at a time. With labels y and rate α,
//
//   g[n, k] = α · (y[k] - σ(h[n] · o[k])),   h[n] += Σ_k g[n, k] · o[k],   o[k] += Σ_n g[n, k] · h[n]
//
// all from the values before the update: the gradient step of negative sampling (Mikolov et al. 2013b, equation 4) with
// targets that rows share (Ji et al. 2016, section 3). A single row against targets that differ is quicker in `pair.ts`.

import { Job } from './job';
import { multiplyAdd, sigmoid, sumLanes } from './simd';

/** Targets of a block: with 6, the accumulators of two rows, and the updates, fit the 16 registers of x86. */
export const BLOCK: i32 = 6;

/** Copies the six targets so that their same four floats lie side by side: one moving address reaches all. */
function gather(job: Job, targets: usize): void {
  const stride = job.stride;
  const t0 = load<usize>(targets);
  const t1 = load<usize>(targets, 4);
  const t2 = load<usize>(targets, 8);
  const t3 = load<usize>(targets, 12);
  const t4 = load<usize>(targets, 16);
  const t5 = load<usize>(targets, 20);
  let to = job.block;
  for (let at = 0; at < stride; at += 16) {
    v128.store(to, v128.load(t0 + at));
    v128.store(to, v128.load(t1 + at), 16);
    v128.store(to, v128.load(t2 + at), 32);
    v128.store(to, v128.load(t3 + at), 48);
    v128.store(to, v128.load(t4 + at), 64);
    v128.store(to, v128.load(t5 + at), 80);
    to += 96;
  }
}

/** Writes the logits h[n] · o[k] as [rows][6]; two rows at a time, an odd last one twice. */
function multiply(job: Job, count: i32): void {
  const rows = job.rows;
  const stride = job.stride;
  let logits = job.gradients;
  for (let n = 0; n < count; n += 2) {
    let h = load<usize>(rows + (n << 2));
    let i = n + 1 < count ? load<usize>(rows + (n << 2), 4) : h;
    let o = job.block;
    const end = h + stride;
    let a0 = f32x4.splat(0);
    let a1 = a0;
    let a2 = a0;
    let a3 = a0;
    let a4 = a0;
    let a5 = a0;
    let b0 = a0;
    let b1 = a0;
    let b2 = a0;
    let b3 = a0;
    let b4 = a0;
    let b5 = a0;
    while (h < end) {
      const x = v128.load(h);
      const y = v128.load(i);
      let t = v128.load(o);
      a0 = multiplyAdd(x, t, a0);
      b0 = multiplyAdd(y, t, b0);
      t = v128.load(o, 16);
      a1 = multiplyAdd(x, t, a1);
      b1 = multiplyAdd(y, t, b1);
      t = v128.load(o, 32);
      a2 = multiplyAdd(x, t, a2);
      b2 = multiplyAdd(y, t, b2);
      t = v128.load(o, 48);
      a3 = multiplyAdd(x, t, a3);
      b3 = multiplyAdd(y, t, b3);
      t = v128.load(o, 64);
      a4 = multiplyAdd(x, t, a4);
      b4 = multiplyAdd(y, t, b4);
      t = v128.load(o, 80);
      a5 = multiplyAdd(x, t, a5);
      b5 = multiplyAdd(y, t, b5);
      h += 16;
      i += 16;
      o += 96;
    }
    v128.store(logits, sumLanes(a0, a1, a2, a3));
    v128.store(logits, sumLanes(a4, a5, b0, b1), 16);
    v128.store(logits, sumLanes(b2, b3, b4, b5), 32);
    logits += 48;
  }
}

/** The same for a single row. */
function multiplyOne(job: Job): void {
  let h = load<usize>(job.rows);
  let o = job.block;
  const end = h + job.stride;
  let a0 = f32x4.splat(0);
  let a1 = a0;
  let a2 = a0;
  let a3 = a0;
  let a4 = a0;
  let a5 = a0;
  while (h < end) {
    const x = v128.load(h);
    a0 = multiplyAdd(x, v128.load(o), a0);
    a1 = multiplyAdd(x, v128.load(o, 16), a1);
    a2 = multiplyAdd(x, v128.load(o, 32), a2);
    a3 = multiplyAdd(x, v128.load(o, 48), a3);
    a4 = multiplyAdd(x, v128.load(o, 64), a4);
    a5 = multiplyAdd(x, v128.load(o, 80), a5);
    h += 16;
    o += 96;
  }
  v128.store(job.gradients, sumLanes(a0, a1, a2, a3));
  v128.store(job.gradients, sumLanes(a4, a5, a4, a5), 16);
}

/** Turns logits into gradients g = α (y - σ), four at a time; the labels repeat every 12. */
function toGradients(job: Job, count: i32, labels: usize, used: i32): void {
  const rate = f32x4.splat(job.rate);
  const l0 = v128.load(labels);
  const high = v128.load64_zero(labels, 16); // y4 y5
  const l1 = v128.shuffle<f32>(high, l0, 0, 1, 4, 5); // y4 y5 y0 y1
  const l2 = v128.shuffle<f32>(l0, high, 2, 3, 4, 5); // y2 y3 y4 y5
  const end = job.gradients + count * BLOCK * 4;
  for (let at = job.gradients; at < end; at += 48) {
    v128.store(at, f32x4.mul(f32x4.sub(l0, sigmoid(v128.load(at))), rate));
    v128.store(at, f32x4.mul(f32x4.sub(l1, sigmoid(v128.load(at, 16))), rate), 16);
    v128.store(at, f32x4.mul(f32x4.sub(l2, sigmoid(v128.load(at, 32))), rate), 32);
  }
  if (used < BLOCK)
    for (let n = 0; n < count; n++)
      for (let k = used; k < BLOCK; k++) store<f32>(job.gradients + ((n * BLOCK + k) << 2), 0);
}

/** Adds to `into[n]` (the rows themselves, or their deltas) and to the targets. */
function update(job: Job, count: i32, targets: usize, used: i32, into: usize): void {
  const stride = job.stride;
  const rows = job.rows;
  const gradients = job.gradients;
  let o = job.block;
  for (let at = 0; at < stride; at += 16) {
    const o0 = v128.load(o);
    const o1 = v128.load(o, 16);
    const o2 = v128.load(o, 32);
    const o3 = v128.load(o, 48);
    const o4 = v128.load(o, 64);
    const o5 = v128.load(o, 80);
    let d0 = f32x4.splat(0);
    let d1 = d0;
    let d2 = d0;
    let d3 = d0;
    let d4 = d0;
    let d5 = d0;
    let g = gradients;
    for (let n = 0; n < count; n++) {
      const h = v128.load(load<usize>(rows + (n << 2)) + at);
      const place = load<usize>(into + (n << 2)) + at;
      let sum = v128.load(place);
      let factor = v128.load32_splat(g);
      sum = multiplyAdd(o0, factor, sum);
      d0 = multiplyAdd(h, factor, d0);
      factor = v128.load32_splat(g, 4);
      sum = multiplyAdd(o1, factor, sum);
      d1 = multiplyAdd(h, factor, d1);
      factor = v128.load32_splat(g, 8);
      sum = multiplyAdd(o2, factor, sum);
      d2 = multiplyAdd(h, factor, d2);
      factor = v128.load32_splat(g, 12);
      sum = multiplyAdd(o3, factor, sum);
      d3 = multiplyAdd(h, factor, d3);
      factor = v128.load32_splat(g, 16);
      sum = multiplyAdd(o4, factor, sum);
      d4 = multiplyAdd(h, factor, d4);
      factor = v128.load32_splat(g, 20);
      sum = multiplyAdd(o5, factor, sum);
      d5 = multiplyAdd(h, factor, d5);
      v128.store(place, sum);
      g += 24;
    }
    add(targets, at, d0); // one after the other: a word may be drawn twice
    if (used > 1) add(targets + 4, at, d1);
    if (used > 2) add(targets + 8, at, d2);
    if (used > 3) add(targets + 12, at, d3);
    if (used > 4) add(targets + 16, at, d4);
    if (used > 5) add(targets + 20, at, d5);
    o += 96;
  }
}

// @ts-ignore: decorator
@inline
function add(target: usize, at: i32, delta: v128): void {
  const place = load<usize>(target) + at;
  v128.store(place, f32x4.add(v128.load(place), delta));
}

/** One block: the `used` targets at `targets`, against the first `count` rows; `into` says where the rows' update goes. */
export function trainBlock(job: Job, count: i32, targets: usize, labels: usize, used: i32, into: usize): void {
  gather(job, targets);
  if (count == 1) multiplyOne(job);
  else multiply(job, count);
  toGradients(job, count, labels, used);
  update(job, count, targets, used, into);
}
