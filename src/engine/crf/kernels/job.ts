// What a pass over sentences is told. `chainPasses.ts` lays out the memory; rows of tags are filled up with
// zeros to a multiple of eight, which are reckoned at once.

// @ts-ignore: decorator
@unmanaged
export class Job {
  /** i32[sentences + 1]: where each begins among the tokens. */
  sentences: usize;
  /** i32[tokens + 1]: where the attributes of each begin. */
  tokens: usize;
  /** i32: the attributes of all tokens. */
  attributes: usize;
  /** i32[tokens]: the right tag of each. */
  gold: usize;
  /** i32[attributes + 1]: where the features of each begin. */
  features: usize;
  /** u16[features]: the tag of each, times 8. */
  tags: usize;
  /** f64[features], and f64[tags, row]. */
  weights: usize;
  transitions: usize;
  /** The gradient is added here, in the same shapes. */
  featureSums: usize;
  transitionSums: usize;
  /** f64[tags, row]: e^transitions, 0 where one may not be; and turned round. */
  follows: usize;
  precedes: usize;
  /** f64[row]: 1 where a sentence may begin, or end, else 0. */
  begins: usize;
  ends: usize;
  /** f64[longest, row]: of each token e^score; on the way back, what arrives at each tag. */
  emissions: usize;
  forward: usize;
  /** f64[tags, row] */
  pairs: usize;
  /** f64[row] each */
  backward: usize;
  gradient: usize;
  /** f64[longest] */
  shares: usize;
  tagCount: i32;
  /** Bytes. */
  rowBytes: i32;
  /** The sentences from `first` to `last` (exclusive). */
  first: i32;
  last: i32;
  /** Scores of features are weights times this. */
  scale: f64;
  /** What is added is the gradient times this. */
  factor: f64;
  /** The sum of −log p of the right tags. */
  loss: f64;
}
