// −log p of the right tags of sentences and its gradient: the forward-backward algorithm (Baum et al. 1970) on numbers that are
// scaled at each token to the sum 1, so that no logarithm is taken inside. AssemblyScript, compiled by scripts/makeKernels.mjs;
// `chainPasses.ts` says what it computes.

import { Job } from './job';
import { setEmissions, spread } from './rows';

/** Adds the gradient of the sentences to `featureSums` and `transitionSums`, and sets their loss. */
export function pass(job: Job): void {
  const matrix = <usize>(job.tagCount * job.rowBytes);
  memory.fill(job.pairs, 0, matrix);
  job.loss = 0;
  for (let sentence = job.first; sentence < job.last; sentence++) {
    const at = job.sentences + (<usize>sentence << 2);
    const start = load<i32>(at);
    const end = load<i32>(at, 4);
    if (end > start) oneSentence(job, start, end);
  }
  // P(a then b) = forward(a) · e^transition · what arrives at b; the middle factor is the same at all places
  for (let i: usize = 0; i < matrix; i += 16) {
    const expected = f64x2.mul(v128.load(job.pairs + i), v128.load(job.follows + i));
    const sums = job.transitionSums + i;
    v128.store(sums, f64x2.add(v128.load(sums), f64x2.mul(expected, f64x2.splat(job.factor))));
  }
}

function oneSentence(job: Job, start: i32, end: i32): void {
  const rowBytes = <usize>job.rowBytes;
  const length = <usize>(end - start);
  let score: f64 = 0; // of the right tags, less what is taken out of the emissions
  let before = -1;
  for (let token = start; token < end; token++) {
    const row = job.emissions + <usize>(token - start) * rowBytes;
    const tag = load<i32>(job.gold + (<usize>token << 2));
    score += setEmissions(job, token, row, tag);
    if (before >= 0) {
      const place = <usize>before * rowBytes + (<usize>tag << 3);
      score += load<f64>(job.transitions + place);
      const sum = job.transitionSums + place;
      store<f64>(sum, load<f64>(sum) - job.factor);
    }
    before = tag;
  }
  job.loss += forward(job, length) - score;
  backward(job, start, length);
}

/** Scaled forward values of all tokens; returns the logarithm of the sum over all sequences. */
function forward(job: Job, length: usize): f64 {
  const rowBytes = <usize>job.rowBytes;
  let logSum: f64 = 0;
  for (let t: usize = 0; t < length; t++) {
    const row = job.forward + t * rowBytes;
    const emission = job.emissions + t * rowBytes;
    if (t == 0) memory.copy(row, job.begins, rowBytes);
    else product(row - rowBytes, job.follows, row, job.tagCount, rowBytes);
    let sums = f64x2.splat(0);
    for (let j: usize = 0; j < rowBytes; j += 16) {
      const value = f64x2.mul(v128.load(row + j), v128.load(emission + j));
      v128.store(row + j, value);
      sums = f64x2.add(sums, value);
    }
    const sum = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
    store<f64>(job.shares + (t << 3), sum);
    logSum += Math.log(sum);
    const inverse = f64x2.splat(1 / sum);
    for (let j: usize = 0; j < rowBytes; j += 16) v128.store(row + j, f64x2.mul(v128.load(row + j), inverse));
  }
  const last = job.forward + (length - 1) * rowBytes;
  let sums = f64x2.splat(0);
  for (let j: usize = 0; j < rowBytes; j += 16)
    sums = f64x2.add(sums, f64x2.mul(v128.load(last + j), v128.load(job.ends + j)));
  const ending = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
  for (let j: usize = 0; j < rowBytes; j += 16)
    v128.store(job.backward + j, f64x2.mul(v128.load(job.ends + j), f64x2.splat(1 / ending)));
  return logSum + Math.log(ending);
}

/** From the last token to the first: the shares of its tags go into the sums of features, those of its pairs into `pairs`. */
function backward(job: Job, start: i32, length: usize): void {
  const rowBytes = <usize>job.rowBytes;
  for (let t = length - 1; ; t--) {
    const forward = job.forward + t * rowBytes;
    const row = job.emissions + t * rowBytes;
    const inverse = f64x2.splat(1 / load<f64>(job.shares + (t << 3)));
    for (let j: usize = 0; j < rowBytes; j += 16) {
      const after = v128.load(job.backward + j);
      v128.store(job.gradient + j, f64x2.mul(v128.load(forward + j), after));
      v128.store(row + j, f64x2.mul(f64x2.mul(v128.load(row + j), inverse), after)); // now what arrives at each tag
    }
    const token = start + <i32>t;
    const right = job.gradient + (<usize>load<i32>(job.gold + (<usize>token << 2)) << 3);
    store<f64>(right, load<f64>(right) - 1);
    spread(job, token, job.gradient);
    if (t == 0) break;
    product(row, job.precedes, job.backward, job.tagCount, rowBytes);
  }
  if (length > 1) addPairs(job, length);
}

/** out[j] = Σ_i vector[i] · matrix[i, j] */
function product(vector: usize, matrix: usize, out: usize, count: i32, rowBytes: usize): void {
  const vectorEnd = vector + (<usize>count << 3);
  for (let j: usize = 0; j < rowBytes; j += 64) {
    let a = f64x2.splat(0);
    let b = a;
    let c = a;
    let d = a;
    let at = matrix + j;
    for (let i = vector; i < vectorEnd; i += 8, at += rowBytes) {
      const value = v128.load64_splat(i);
      a = f64x2.add(a, f64x2.mul(value, v128.load(at)));
      b = f64x2.add(b, f64x2.mul(value, v128.load(at, 16)));
      c = f64x2.add(c, f64x2.mul(value, v128.load(at, 32)));
      d = f64x2.add(d, f64x2.mul(value, v128.load(at, 48)));
    }
    store4(out + j, a, b, c, d);
  }
}

/** pairs[i, j] += Σ_t forward[t − 1, i] · arriving[t, j] */
function addPairs(job: Job, length: usize): void {
  const rowBytes = <usize>job.rowBytes;
  const firstEnd = job.forward + (<usize>job.tagCount << 3);
  const last = job.emissions + length * rowBytes;
  let to = job.pairs;
  for (let first = job.forward; first < firstEnd; first += 8, to += rowBytes)
    for (let j: usize = 0; j < rowBytes; j += 64) {
      let a = v128.load(to + j);
      let b = v128.load(to + j, 16);
      let c = v128.load(to + j, 32);
      let d = v128.load(to + j, 48);
      let before = first;
      for (let at = job.emissions + rowBytes; at < last; at += rowBytes, before += rowBytes) {
        const value = v128.load64_splat(before);
        a = f64x2.add(a, f64x2.mul(value, v128.load(at + j)));
        b = f64x2.add(b, f64x2.mul(value, v128.load(at + j, 16)));
        c = f64x2.add(c, f64x2.mul(value, v128.load(at + j, 32)));
        d = f64x2.add(d, f64x2.mul(value, v128.load(at + j, 48)));
      }
      store4(to + j, a, b, c, d);
    }
}

// @ts-ignore: decorator
@inline
function store4(to: usize, a: v128, b: v128, c: v128, d: v128): void {
  v128.store(to, a);
  v128.store(to, b, 16);
  v128.store(to, c, 32);
  v128.store(to, d, 48);
}
