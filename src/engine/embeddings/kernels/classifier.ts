// fastText's classifier (Joulin et al. 2016, section 2). A text is the mean h of the rows of its words and n-grams; label k has
// a row o_k. With the right label's probability p, the loss is -log p, where p is
//
//   softmax       e^(h·o_k) / Σ_j e^(h·o_j)
//   tree          Π σ(±h·o_n) over the nodes n on the label's path (Goodman 2001)
//   noise         σ(h·o_k) Π σ(-h·o_j) over labels j that are drawn (Mikolov et al. 2013b)
//   one vs all    σ(h·o_k) Π σ(-h·o_j) over all other labels j
//
// Its gradient is in each case a number g for each row o that took part: with the rate α, o += α g h and h's step is Σ α g o.
// As in the authors' program every row of the text moves by that step divided by their number.

import { ClassifierJob } from './classifierJob';
import { below, random64, seedRandom } from './random';
import { multiplyAdd, powerOfTwo, sigmoid, sumOf } from './simd';

const SOFTMAX: i32 = 0;
const TREE: i32 = 1;
const NOISE: i32 = 2;
/** Log of a probability that is 0 in float32. */
const LEAST: f32 = 1e-7;
/** Products of probabilities are kept above this, so that one logarithm does for many. */
const SMALLEST_PRODUCT: f64 = 1e-200;

/** Trains on all texts in order. The seed is 64 bits in two halves, for the loss that draws. */
export function trainClassifier(job: ClassifierJob, seedLow: u32, seedHigh: u32): void {
  seedRandom(seedLow, seedHigh);
  const first = load<i32>(job.starts);
  let rate = job.rate;
  let sum: f64 = 0;
  let measured: f64 = 0;
  for (let text = 0; text < job.texts; text++) {
    const from = job.rows + ((load<i32>(job.starts + (text << 2)) - first) << 2);
    const count = load<i32>(job.starts + (text << 2), 4) - load<i32>(job.starts + (text << 2));
    if (count > 0) {
      meanOf(job, from, count);
      sum += update(job, load<i32>(job.labels + (text << 2)), rate);
      measured++;
      moveRows(job, from, count);
    }
    rate -= job.rateFall;
  }
  store<f64>(job.lossSum, load<f64>(job.lossSum) + sum);
  store<f64>(job.lossSum, load<f64>(job.lossSum, 8) + measured, 8);
}

/** Writes h, four rows at a time so that their loads do not wait for each other. */
function meanOf(job: ClassifierJob, from: usize, count: i32): void {
  const stride = job.stride;
  const input = job.input;
  const hidden = job.hidden;
  memory.fill(hidden, 0, stride);
  const end = from + (count << 2);
  let at = from;
  for (; at + 16 <= end; at += 16) {
    let a = input + load<u32>(at) * stride;
    let b = input + load<u32>(at, 4) * stride;
    let c = input + load<u32>(at, 8) * stride;
    let d = input + load<u32>(at, 12) * stride;
    for (let to = hidden; to < hidden + stride; to += 16) {
      const sum = f32x4.add(f32x4.add(v128.load(a), v128.load(b)), f32x4.add(v128.load(c), v128.load(d)));
      v128.store(to, f32x4.add(v128.load(to), sum));
      a += 16;
      b += 16;
      c += 16;
      d += 16;
    }
  }
  for (; at < end; at += 4) {
    let a = input + load<u32>(at) * stride;
    for (let to = hidden; to < hidden + stride; to += 16) {
      v128.store(to, f32x4.add(v128.load(to), v128.load(a)));
      a += 16;
    }
  }
  const share = f32x4.splat(1 / <f32>count);
  for (let to = hidden; to < hidden + stride; to += 16) v128.store(to, f32x4.mul(v128.load(to), share));
}

/** Adds the step, divided by their number, to each row of the text. */
function moveRows(job: ClassifierJob, from: usize, count: i32): void {
  const stride = job.stride;
  const step = job.step;
  const share = f32x4.splat(1 / <f32>count);
  for (let at = step; at < step + stride; at += 16) v128.store(at, f32x4.mul(v128.load(at), share));
  for (let at = from; at < from + (count << 2); at += 4) {
    let to = job.input + load<u32>(at) * stride;
    for (let by = step; by < step + stride; by += 16) {
      v128.store(to, f32x4.add(v128.load(to), v128.load(by)));
      to += 16;
    }
  }
}

/** Moves the rows of labels, writes h's step, and returns the loss before. */
function update(job: ClassifierJob, label: i32, rate: f32): f64 {
  memory.fill(job.step, 0, job.stride);
  if (job.loss == SOFTMAX) return softmax(job, label, rate);
  if (job.loss == TREE) return tree(job, label, rate);
  if (job.loss == NOISE) return noise(job, label, rate);
  return oneVersusAll(job, label, rate);
}

function softmax(job: ClassifierJob, label: i32, rate: f32): f64 {
  const scores = job.scores;
  const end = scores + (job.classes << 2);
  const padded = scores + (((job.classes + 3) & ~3) << 2);
  let most: f32 = -Infinity;
  for (let k = 0; k < job.classes; k++) {
    const score = scoreOf(job, k);
    most = max<f32>(most, score);
    store<f32>(scores + (k << 2), score);
  }
  for (let at = end; at < padded; at += 4) store<f32>(at, -Infinity);
  const limit = f32x4.splat(-120); // 2^-120 of the most probable label is nothing
  let sums = f32x4.splat(0);
  for (let at = scores; at < padded; at += 16) {
    const power = f32x4.mul(f32x4.sub(v128.load(at), f32x4.splat(most)), f32x4.splat(1.4426950408889634));
    const exponential = powerOfTwo(f32x4.max(power, limit));
    v128.store(at, exponential);
    sums = f32x4.add(sums, exponential);
  }
  const share: f32 = 1 / sumOf(sums);
  for (let k = 0; k < job.classes; k++) {
    const target: f32 = k == label ? 1 : 0;
    move(job, k, rate * (target - load<f32>(scores + (k << 2)) * share));
  }
  return -Math.log(<f64>max<f32>(load<f32>(scores + (label << 2)) * share, LEAST));
}

function tree(job: ClassifierJob, label: i32, rate: f32): f64 {
  let loss: f64 = 0;
  let product: f64 = 1;
  const end = load<i32>(job.treeStarts + (label << 2), 4);
  for (let at = load<i32>(job.treeStarts + (label << 2)); at < end; at++) {
    product *= binary(job, load<i32>(job.treeNodes + (at << 2)), load<f32>(job.treeLabels + (at << 2)), rate);
    if (product < SMALLEST_PRODUCT) {
      loss -= Math.log(product);
      product = 1;
    }
  }
  return loss - Math.log(product);
}

function noise(job: ClassifierJob, label: i32, rate: f32): f64 {
  let product = <f64>binary(job, label, 1, rate);
  let loss: f64 = 0;
  for (let i = 0; i < job.negative; i++) {
    let other = drawLabel(job);
    while (other == label) other = drawLabel(job);
    product *= binary(job, other, 0, rate);
    if (product < SMALLEST_PRODUCT) {
      loss -= Math.log(product);
      product = 1;
    }
  }
  return loss - Math.log(product);
}

/** By Walker's alias method (1977). */
function drawLabel(job: ClassifierJob): i32 {
  const bits = random64();
  const slot = below(bits, job.classes);
  return <u32>bits > load<u32>(job.noiseThreshold + (slot << 2)) ? load<i32>(job.noiseAlias + (slot << 2)) : slot;
}

function oneVersusAll(job: ClassifierJob, label: i32, rate: f32): f64 {
  let loss: f64 = 0;
  let product: f64 = 1;
  for (let k = 0; k < job.classes; k++) {
    product *= binary(job, k, k == label ? 1 : 0, rate);
    if (product < SMALLEST_PRODUCT) {
      loss -= Math.log(product);
      product = 1;
    }
  }
  return loss - Math.log(product);
}

/** One row of labels for (`target` 1) or against (0): moves it and returns the probability of the target. */
function binary(job: ClassifierJob, row: i32, target: f32, rate: f32): f32 {
  const probability = f32x4.extract_lane(sigmoid(f32x4.splat(scoreOf(job, row))), 0);
  move(job, row, rate * (target - probability));
  return max<f32>(target > 0 ? probability : 1 - probability, LEAST);
}

/** h · o */
function scoreOf(job: ClassifierJob, row: i32): f32 {
  const stride = job.stride;
  const o = job.output + row * stride;
  let sum = f32x4.splat(0);
  for (let at = 0; at < stride; at += 16) sum = multiplyAdd(v128.load(job.hidden + at), v128.load(o + at), sum);
  return sumOf(sum);
}

/** h's step += by · o, and o += by · h, from the values before. */
function move(job: ClassifierJob, row: i32, by: f32): void {
  const stride = job.stride;
  const factor = f32x4.splat(by);
  const o = job.output + row * stride;
  for (let at = 0; at < stride; at += 16) {
    const before = v128.load(o + at);
    v128.store(job.step + at, multiplyAdd(before, factor, v128.load(job.step + at)));
    v128.store(o + at, multiplyAdd(v128.load(job.hidden + at), factor, before));
  }
}

/** Fills `rows` rows of so many numbers with uniform ones between -1 / dimensions and 1 / dimensions. */
export function fillUniform(at: usize, rows: i32, dimensions: i32, stride: i32, seedLow: u32, seedHigh: u32): void {
  seedRandom(seedLow, seedHigh);
  const scale: f32 = <f32>(1 / (2147483648.0 * <f64>dimensions));
  for (let row = 0; row < rows; row++) {
    const end = at + (dimensions << 2);
    for (let to = at; to < end; to += 8) {
      const bits = random64();
      store<f32>(to, <f32>(<i32>bits) * scale);
      if (to + 4 < end) store<f32>(to, <f32>(<i32>(bits >> 32)) * scale, 4);
    }
    at += stride;
  }
}
