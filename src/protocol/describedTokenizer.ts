// What a `tokenizer.json` says of itself, for showing it.

/** One of the five steps of a `tokenizer.json`, in the order in which a text goes through them. */
export interface TokenizerStage {
  stage: 'normalizer' | 'pre-tokenizer' | 'model' | 'post-processor' | 'decoder';
  /** Empty where the file has no such stage. */
  types: string[];
  detail: string;
}

/** What a `tokenizer.json` says of itself. */
export interface DescribedTokenizer {
  stages: TokenizerStage[];
  /** Entries of the model's vocabulary. */
  vocabularySize: number;
  /** Its first entries, by their ids. */
  words: { token: string; count: number; id: number }[];
}
