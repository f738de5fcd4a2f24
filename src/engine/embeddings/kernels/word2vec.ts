// Word2vec (Mikolov et al. 2013a, b) and fastText (Bojanowski et al. 2017) over a chunk of text: skip-gram with the targets
// of a window shared, and bags of rows (CBOW, and every form with n-grams) against their targets.

import { BLOCK, trainBlock } from './block';
import { Job } from './job';
import { below, random64, seedRandom } from './random';
import { addTargets, padTargets } from './targets';
import { multiplyAdd } from './simd';

/** The loss is measured at one window in so many. */
const LOSS_EVERY: i32 = 16;

let windows: i32 = 0;

/** The words of the next sentence that survive subsampling go to `kept`; returns where the sentence after it begins. */
function keepSentence(job: Job, from: i32): i32 {
  const tokens = job.tokens;
  const end = job.tokenCount;
  let at = from;
  keptCount = 0;
  while (at < end) {
    const word = load<i32>(tokens + (at << 2));
    at++;
    if (word < 0) break;
    const limit = load<u32>(job.keep + (word << 2));
    if (limit != u32.MAX_VALUE && <u32>(random64() >> 32) > limit) continue;
    store<i32>(job.kept + (keptCount << 2), word);
    keptCount++;
  }
  return at;
}

let keptCount: i32 = 0;

/** Adds -ln σ(±h · o) of the block in hand, from its gradients: |g| / α is 1 - the probability of the right answer. */
function noteLoss(job: Job, count: i32, used: i32): void {
  let sum: f32 = 0;
  for (let n = 0; n < count; n++)
    for (let k = 0; k < used; k++) {
      const wrong = abs<f32>(load<f32>(job.gradients + ((n * BLOCK + k) << 2))) / job.rate;
      sum -= Mathf.log(max<f32>(1 - wrong, 1e-7));
    }
  store<f64>(job.lossSum, load<f64>(job.lossSum) + <f64>sum);
}

/**
 * Trains the first `count` rows on the first `targets` targets; `direct`: one block whose update goes into the rows at once.
 * The loss is told for each of the `examples`: a word and one near it, or of CBOW those near it.
 */
function trainRows(job: Job, count: i32, targets: i32, examples: i32, direct: bool, into: usize): void {
  const measured = windows % LOSS_EVERY == 0;
  windows++;
  if (measured) store<f64>(job.lossCount, load<f64>(job.lossCount) + <f64>examples);
  for (let first = 0; first < targets; first += BLOCK) {
    const used = min(BLOCK, targets - first);
    trainBlock(job, count, job.targets + (first << 2), job.labels + (first << 2), used, direct ? job.rows : into);
    if (measured) noteLoss(job, count, used);
  }
}

/** Skip-gram: every word of the window learns to tell the middle word from noise; the noise is drawn once a window. */
export function trainSkipGram(job: Job, seedLow: u32, seedHigh: u32): void {
  seedRandom(seedLow, seedHigh);
  windows = 0;
  const stride = job.stride;
  const into = job.rows + ((2 * job.window) << 2); // addresses of the deltas, behind those of the rows
  for (let n = 0; n < 2 * job.window; n++) store<usize>(into + (n << 2), job.deltas + n * stride);
  let from = 0;
  while (from < job.tokenCount) {
    from = keepSentence(job, from);
    const length = keptCount;
    for (let middle = 0; middle < length; middle++) {
      const reach = job.window - below(random64(), job.window);
      const last = min(length - 1, middle + reach);
      let count = 0;
      for (let at = max(0, middle - reach); at <= last; at++) {
        if (at == middle) continue;
        store<usize>(job.rows + (count << 2), job.input + load<i32>(job.kept + (at << 2)) * stride);
        count++;
      }
      if (count == 0) continue;
      const targets = addTargets(job, load<i32>(job.kept + (middle << 2)), 0);
      padTargets(job, targets);
      const direct = targets <= BLOCK && distinct(job.rows, count);
      if (!direct) memory.fill(job.deltas, 0, count * stride);
      trainRows(job, count, targets, count, direct, into);
      if (!direct)
        for (let n = 0; n < count; n++) addRow(load<usize>(job.rows + (n << 2)), job.deltas + n * stride, stride);
    }
  }
}

/** Whether all addresses differ. A word that stands twice in a window is read before its first update is written. */
function distinct(rows: usize, count: i32): bool {
  for (let n = 1; n < count; n++) {
    const row = load<usize>(rows + (n << 2));
    for (let m = 0; m < n; m++) if (load<usize>(rows + (m << 2)) == row) return false;
  }
  return true;
}

function addRow(to: usize, from: usize, stride: i32): void {
  const end = to + stride;
  while (to < end) {
    v128.store(to, f32x4.add(v128.load(to), v128.load(from)));
    to += 16;
    from += 16;
  }
}

/** Appends the rows of a word to the bag of `count` rows kept behind the first address; returns the new count. */
function addToBag(job: Job, word: i32, count: i32): i32 {
  const starts = job.subwordStarts;
  const bag = job.rows + 8;
  if (starts == 0) {
    store<usize>(bag + (count << 2), job.input + word * job.stride);
    return count + 1;
  }
  const end = load<i32>(starts + (word << 2), 4);
  for (let at = load<i32>(starts + (word << 2)); at < end; at++) {
    store<usize>(bag + (count << 2), job.input + load<i32>(job.subwordRows + (at << 2)) * job.stride);
    count++;
  }
  return count;
}

/** `hidden` = the mean of the bag's rows. */
function averageBag(job: Job, count: i32): void {
  const bag = job.rows + 8;
  const scale = f32x4.splat(<f32>1 / <f32>count);
  for (let at = 0; at < job.stride; at += 16) {
    let sum = v128.load(load<usize>(bag) + at);
    for (let n = 1; n < count; n++) sum = f32x4.add(sum, v128.load(load<usize>(bag + (n << 2)) + at));
    v128.store(job.hidden + at, f32x4.mul(sum, scale));
  }
}

/** Trains the mean of the bag on the targets, then adds its whole update to every row, as word2vec and fastText do. */
function trainBag(job: Job, count: i32, targets: i32, examples: i32): void {
  padTargets(job, targets);
  averageBag(job, count);
  store<usize>(job.rows, job.hidden);
  store<usize>(job.rows, job.deltas, 4);
  memory.fill(job.deltas, 0, job.stride);
  trainRows(job, 1, targets, examples, false, job.rows + 4);
  const bag = job.rows + 8;
  for (let n = 0; n < count; n++) addRow(load<usize>(bag + (n << 2)), job.deltas, job.stride);
}

/** CBOW: the mean of the window's rows learns to tell the middle word from noise. */
export function trainCbow(job: Job, seedLow: u32, seedHigh: u32): void {
  seedRandom(seedLow, seedHigh);
  windows = 0;
  let from = 0;
  while (from < job.tokenCount) {
    from = keepSentence(job, from);
    const length = keptCount;
    for (let middle = 0; middle < length; middle++) {
      const reach = job.window - below(random64(), job.window);
      const last = min(length - 1, middle + reach);
      let count = 0;
      for (let at = max(0, middle - reach); at <= last; at++)
        if (at != middle) count = addToBag(job, load<i32>(job.kept + (at << 2)), count);
      if (count > 0) trainBag(job, count, addTargets(job, load<i32>(job.kept + (middle << 2)), 0), 1);
    }
  }
}

/** Skip-gram with n-grams: the mean of the middle word's rows learns to tell each word of the window from noise. */
export function trainSubwordSkipGram(job: Job, seedLow: u32, seedHigh: u32): void {
  seedRandom(seedLow, seedHigh);
  windows = 0;
  let from = 0;
  while (from < job.tokenCount) {
    from = keepSentence(job, from);
    const length = keptCount;
    for (let middle = 0; middle < length; middle++) {
      const reach = job.window - below(random64(), job.window);
      const last = min(length - 1, middle + reach);
      let targets = 0;
      let examples = 0;
      for (let at = max(0, middle - reach); at <= last; at++) {
        if (at == middle) continue;
        targets = addTargets(job, load<i32>(job.kept + (at << 2)), targets);
        examples++;
      }
      if (examples > 0) trainBag(job, addToBag(job, load<i32>(job.kept + (middle << 2)), 0), targets, examples);
    }
  }
}
