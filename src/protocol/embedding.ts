// What a trained embedding is on disk: the layout of `vectors.safetensors` in a run folder, for whoever writes, reads or
// queries it. docs/files.md says the same for readers outside this project.

/** Names of the tensors. V words, D dimensions, B buckets. */
export const embeddingTensors = {
  /** F32 [V, D]: one row a word, the most frequent first. fastText: with the word's n-grams already averaged in. */
  vectors: 'vectors',
  /** U8 [bytes]: the words in the order of the rows, UTF-8, joined by "\n" (no word holds one). */
  words: 'words',
  /** F64 [V]: how often each word was seen in the corpus. */
  counts: 'counts',
  /** F32 [V, D], where the model has them: the output vectors of negative sampling (of GloVe: the context vectors). */
  context: 'context',
  /** F32 [B, D], fastText only: the vectors of the hashed n-grams; an unseen word is the mean of its own. */
  ngrams: 'ngrams',
} as const;

/** Keys of the file's metadata; all values are strings, as the format wants. */
export const embeddingMetadata = {
  /** Always `nlp-lab-embedding`. */
  format: 'format',
  /** `word2vec`, `fasttext` or `glove`. */
  model: 'model',
  /** JSON of `SubwordSettings`; there exactly when the tensor `ngrams` is. */
  subwords: 'subwords',
} as const;

export const EMBEDDING_FORMAT = 'nlp-lab-embedding';

/** The file's name in a run folder. */
export const VECTORS_FILE = 'vectors.safetensors';

/** How a word is cut into n-grams and where each has its vector. */
export interface SubwordSettings {
  /** Shortest and longest n-gram, in units; the marks `<` and `>` around the word count. */
  minLength: number;
  maxLength: number;
  /** Number of rows that n-grams are hashed into. */
  buckets: number;
  /** `jamo`: Hangul syllables are cut into their letters first. */
  unit: 'character' | 'jamo';
}
