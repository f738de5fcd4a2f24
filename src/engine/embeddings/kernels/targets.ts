// The targets of a word: itself and words drawn from the noise distribution, and the nodes on its path through the tree.

import { Job } from './job';
import { below, random64 } from './random';
import { BLOCK } from './block';

/**
 * A word of the noise distribution: by Walker's alias method (1977), one look for each draw. Which of a slot's two words it
 * is cannot be foreseen by the processor, so it is chosen by a mask and not by a branch.
 */
// @ts-ignore: decorator
@inline
function drawNoise(job: Job): i32 {
  const bits = random64();
  const slot = below(bits, job.vocabulary);
  const isAlias = -i32(<u32>bits > load<u32>(job.noiseThreshold + (slot << 2))); // all bits or none
  return slot ^ ((slot ^ load<i32>(job.noiseAlias + (slot << 2))) & isAlias);
}

// @ts-ignore: decorator
@inline
function put(job: Job, at: i32, row: i32, label: f32): void {
  store<usize>(job.targets + (at << 2), job.output + row * job.stride);
  store<f32>(job.labels + (at << 2), label);
}

/** Adds the targets of `word` behind the first `count`, and returns the new count. */
export function addTargets(job: Job, word: i32, count: i32): i32 {
  const negative = job.negative;
  if (negative > 0) {
    put(job, count++, word, 1);
    for (let i = 0; i < negative; i++) {
      let other = drawNoise(job);
      while (other == word) other = drawNoise(job);
      put(job, count++, other, 0);
    }
  }
  const starts = job.treeStarts;
  if (starts != 0) {
    const end = load<i32>(starts + (word << 2), 4);
    for (let at = load<i32>(starts + (word << 2)); at < end; at++)
      put(job, count++, load<i32>(job.treeNodes + (at << 2)), load<f32>(job.treeLabels + (at << 2)));
  }
  return count;
}

/** Fills the last block up with rows of zeros. */
export function padTargets(job: Job, count: i32): void {
  for (let at = count; at % BLOCK != 0; at++) {
    store<usize>(job.targets + (at << 2), job.zeros);
    store<f32>(job.labels + (at << 2), 0);
  }
}
