// What a kernel is told, as it lies in memory: 32-bit fields in the order of `jobFields` in ../jobLayout.ts.

// @ts-ignore: decorator
@unmanaged
export class Job {
  /** i32[tokenCount]: rows of words; -1 ends a sentence. */
  tokens: usize;
  tokenCount: i32;
  /** f32[rows][stride / 4]: the vectors of words, and of n-grams after them. */
  input: usize;
  /** f32[rows][stride / 4]: V rows of negative sampling, then V - 1 inner nodes of the tree, as far as they are used. */
  output: usize;
  /** Bytes of a row, a multiple of 16; what is beyond the dimensions is 0 and stays 0. */
  stride: i32;
  /** u32[V]: a word is kept when 32 random bits are at most this. */
  keep: usize;
  vocabulary: i32;
  /** u32[V] and i32[V]: Walker's alias table of the noise distribution. */
  noiseThreshold: usize;
  noiseAlias: usize;
  negative: i32;
  window: i32;
  rate: f32;
  /** i32[V + 1], i32[], f32[]: the path of each word from the root; nodes are rows of `output`. 0: no tree. */
  treeStarts: usize;
  treeNodes: usize;
  treeLabels: usize;
  /** i32[V + 1], i32[]: rows of `input` that make up each word. 0: a word is its own row. */
  subwordStarts: usize;
  subwordRows: usize;
  /** i32[tokenCount]: the words of a sentence that were kept. */
  kept: usize;
  /** usize[]: addresses of the rows of the bag or the window. */
  rows: usize;
  /** usize[] and f32[]: addresses of the targets, padded to whole blocks, and their labels. */
  targets: usize;
  labels: usize;
  /** f32[6 rows] interleaved by 4 floats: the block of targets in hand. */
  block: usize;
  /** f32[rows][6] and room for 12 more: logits, then gradients. */
  gradients: usize;
  /** f32[2 · window][stride / 4]: what will be added to the rows. */
  deltas: usize;
  /** f32[stride / 4] of zeros: stands for the targets that fill up a block. */
  zeros: usize;
  /** f32[stride / 4]: the mean of a bag. */
  hidden: usize;
  /** f64: sum of the sampled losses, written by the kernel; and how many there were. */
  lossSum: usize;
  /** f64[2]: number of losses in the sum; and of all examples, measured or not. */
  lossCount: usize;
}
