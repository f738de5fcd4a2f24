// Word2vec (Mikolov et al. 2013a, b) and fastText (Bojanowski et al. 2017) over a chunk of text: skip-gram, and bags of rows
// (CBOW, and every form with n-grams) against their targets. Every word of a skip-gram window meets noise of its own: shared
// by the window (Ji et al. 2016), it would be a third faster, but two runs agreed less on the neighbours of rarer words.

import { BLOCK, trainBlock } from './block';
import { Job } from './job';
import { differentTargets, trainPair } from './pair';
import { below, random64, seedRandom } from './random';
import { addTargets, padTargets } from './targets';

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

/** Whether the loss of this example is measured; the `examples` it is told for: a word and one near it, or of CBOW those near it. */
function noteExample(job: Job, examples: i32): bool {
  store<f64>(job.lossCount, load<f64>(job.lossCount, 8) + <f64>examples, 8);
  const measured = windows % LOSS_EVERY == 0;
  windows++;
  if (measured) store<f64>(job.lossCount, load<f64>(job.lossCount) + <f64>examples);
  return measured;
}

/** Trains the first `count` rows on the same `targets`; what is to be added to them goes to the deltas at `into`. */
function trainRows(job: Job, count: i32, targets: i32, into: usize): void {
  const measured = noteExample(job, count);
  memory.fill(job.deltas, 0, count * job.stride);
  for (let first = 0; first < targets; first += BLOCK) {
    const used = min(BLOCK, targets - first);
    trainBlock(job, count, job.targets + (first << 2), job.labels + (first << 2), used, into);
    if (measured) noteLoss(job, count, used);
  }
  for (let n = 0; n < count; n++) addRow(load<usize>(job.rows + (n << 2)), job.deltas + n * job.stride, job.stride);
}

/** Trains one row on `targets`. Its update is written to `into`, or, where that is the row itself, added to it. */
function trainRow(job: Job, row: usize, targets: i32, examples: i32, into: usize): void {
  const measured = noteExample(job, examples);
  let fresh = into != row;
  for (let first = 0; first < targets; first += BLOCK) {
    const used = min(BLOCK, targets - first);
    const block = job.targets + (first << 2);
    const labels = job.labels + (first << 2);
    if (differentTargets(block, used)) trainPair(job, row, block, labels, used, into, fresh);
    else {
      if (fresh) memory.fill(into, 0, job.stride);
      store<usize>(job.rows, row);
      store<usize>(job.rows, into, 4);
      trainBlock(job, 1, block, labels, used, job.rows + 4);
    }
    fresh = false;
    if (measured) noteLoss(job, 1, used);
  }
}

/** Skip-gram with noise: each word of the window learns to tell the middle word from noise of its own. */
function trainPairs(job: Job, word: i32, from: i32, last: i32, middle: i32): void {
  for (let at = from; at <= last; at++) {
    if (at == middle) continue;
    const row = job.input + load<i32>(job.kept + (at << 2)) * job.stride;
    const targets = addTargets(job, word, 0);
    padTargets(job, targets);
    if (targets <= BLOCK) trainRow(job, row, targets, 1, row);
    else {
      trainRow(job, row, targets, 1, job.deltas);
      addRow(row, job.deltas, job.stride);
    }
  }
}

/** Skip-gram with the tree alone: the path is that of the middle word, so the whole window is one product with it. */
function trainWindow(job: Job, word: i32, from: i32, last: i32, middle: i32, into: usize): void {
  let count = 0;
  for (let at = from; at <= last; at++) {
    if (at == middle) continue;
    store<usize>(job.rows + (count << 2), job.input + load<i32>(job.kept + (at << 2)) * job.stride);
    count++;
  }
  if (count == 0) return;
  const targets = addTargets(job, word, 0);
  padTargets(job, targets);
  trainRows(job, count, targets, into);
}

/** Skip-gram: every word of the window learns to tell the middle word from others. */
export function trainSkipGram(job: Job, seedLow: u32, seedHigh: u32): void {
  seedRandom(seedLow, seedHigh);
  windows = 0;
  const into = job.rows + ((2 * job.window) << 2); // addresses of the deltas, behind those of the rows
  for (let n = 0; n < 2 * job.window; n++) store<usize>(into + (n << 2), job.deltas + n * job.stride);
  let from = 0;
  while (from < job.tokenCount) {
    from = keepSentence(job, from);
    const length = keptCount;
    for (let middle = 0; middle < length; middle++) {
      const reach = job.window - below(random64(), job.window);
      const first = max(0, middle - reach);
      const last = min(length - 1, middle + reach);
      const word = load<i32>(job.kept + (middle << 2));
      if (job.negative > 0) trainPairs(job, word, first, last, middle);
      else trainWindow(job, word, first, last, middle, into);
    }
  }
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
  trainRow(job, job.hidden, targets, examples, job.deltas);
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
