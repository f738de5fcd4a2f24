// What makes a fastText classifier besides its numbers.

/** How the probability of a label is made, in the order of the kernel's kinds. */
export const LOSSES = ['softmax', 'hierarchical-softmax', 'negative-sampling', 'one-vs-all'] as const;
export type ClassifierLoss = (typeof LOSSES)[number];

export interface FeatureSettings {
  /** Longest run of words that is one feature; 1: words alone. */
  wordNgrams: number;
  /** Rows that runs of words, and parts of words, are hashed into. */
  buckets: number;
  /** Shortest and longest part of a word, in characters, the marks at its ends counted; 0: none. */
  minLength: number;
  maxLength: number;
}

/** Whether any feature is hashed. */
export const hashes = ({ wordNgrams, maxLength }: Pick<FeatureSettings, 'wordNgrams' | 'maxLength'>): boolean =>
  wordNgrams > 1 || maxLength > 0;
