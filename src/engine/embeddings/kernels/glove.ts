// GloVe (Pennington, Socher and Manning 2014, equation 8) with AdaGrad (Duchi et al. 2011). For a pair of words with count X,
//
//   J = f(X) (w · w~ + b + b~ - ln X)²,   f(X) = min(1, (X / xMax)^0.75)
//
// and each parameter steps by -α g / √G, where G starts at 1 and then sums the squares of the steps α g before: AdaGrad as in
// the authors' program, which scales the gradient first. The factor 2 of the derivative is left to the rate, as there.

import { multiplyAdd, sumOf } from './simd';

// @ts-ignore: decorator
@unmanaged
export class GloveJob {
  /** i32[count], i32[count], f32[count]: word, context word and count. */
  words: usize;
  contexts: usize;
  values: usize;
  count: i32;
  /** f32[V][stride / 4] each: vectors, and behind the last dimension their bias at `biasAt`. */
  input: usize;
  output: usize;
  /** The sums of squares, laid out like the vectors. */
  inputSquares: usize;
  outputSquares: usize;
  /** Bytes of a row. */
  stride: i32;
  /** Bytes from the start of a row to its bias: the float behind the padded vector. */
  biasAt: i32;
  rate: f32;
  xMax: f32;
  exponent: f32;
  /** f64: written by the kernel. */
  lossSum: usize;
}

/** Trains on all pairs in order. Gradients are limited to ±100, as in the authors' program. */
export function trainGlove(job: GloveJob): void {
  const biasAt = job.biasAt;
  const rate = f32x4.splat(job.rate);
  let loss: f64 = 0;
  for (let p = 0; p < job.count; p++) {
    const word = load<i32>(job.words + (p << 2)) * job.stride;
    const context = load<i32>(job.contexts + (p << 2)) * job.stride;
    const w = job.input + word;
    const c = job.output + context;
    let sum = f32x4.splat(0);
    for (let at = 0; at < biasAt; at += 16) sum = multiplyAdd(v128.load(w + at), v128.load(c + at), sum);
    const value = load<f32>(job.values + (p << 2));
    const difference = sumOf(sum) + load<f32>(w + biasAt) + load<f32>(c + biasAt) - Mathf.log(value);
    const weight: f32 = value >= job.xMax ? 1 : Mathf.pow(value / job.xMax, job.exponent);
    const slope = weight * difference;
    loss += 0.5 * <f64>(slope * difference);
    const factor = f32x4.splat(slope);
    const wSquares = job.inputSquares + word;
    const cSquares = job.outputSquares + context;
    for (let at = 0; at < biasAt; at += 16) {
      const x = v128.load(w + at);
      const y = v128.load(c + at);
      step(w + at, wSquares + at, x, f32x4.mul(rate, limited(f32x4.mul(factor, y))));
      step(c + at, cSquares + at, y, f32x4.mul(rate, limited(f32x4.mul(factor, x))));
    }
    stepBias(w + biasAt, wSquares + biasAt, slope, job.rate);
    stepBias(c + biasAt, cSquares + biasAt, slope, job.rate);
  }
  store<f64>(job.lossSum, load<f64>(job.lossSum) + loss);
}

// @ts-ignore: decorator
@inline
function limited(gradient: v128): v128 {
  return f32x4.max(f32x4.min(gradient, f32x4.splat(100)), f32x4.splat(-100));
}

// @ts-ignore: decorator
@inline
function step(at: usize, squaresAt: usize, value: v128, scaled: v128): void {
  const squares = v128.load(squaresAt);
  v128.store(at, f32x4.sub(value, f32x4.div(scaled, f32x4.sqrt(squares))));
  v128.store(squaresAt, multiplyAdd(scaled, scaled, squares));
}

function stepBias(at: usize, squaresAt: usize, slope: f32, rate: f32): void {
  const scaled = max<f32>(min<f32>(slope, 100), -100) * rate;
  const squares = load<f32>(squaresAt);
  store<f32>(at, load<f32>(at) - scaled / sqrt<f32>(squares));
  store<f32>(squaresAt, squares + scaled * scaled);
}
