// Vectors judged by word pairs and by analogies.

import type { AnalogyMethod } from './wordQueries';

export interface EvaluateVectorsRequest {
  vectors: number;
  /** Word pairs with a judgement (columns by tab or comma), or questions of four words with `: section` lines. */
  file: string;
  /** Left out, the file's content decides. */
  kind?: 'similarity' | 'analogy';
  /** A name of `protocol/encodings`; left out: as marked, else guessed. */
  encoding?: string;
  /** Only the first so many words count as known (default 300000, as in gensim; 0: all). */
  restrictVocabulary?: number;
  /** Compare words in upper case, the most frequent of each standing for all (default true, as in gensim). */
  ignoreCase?: boolean;
  /** `skip`: items with unknown words do not count (default); `zero`: they count as similarity 0, or as wrong. */
  unknown?: 'skip' | 'zero';
  method?: AnalogyMethod;
}

export interface SectionAccuracy {
  section: string;
  correct: number;
  total: number;
  /** Questions left out because a word is unknown. */
  skipped: number;
}

/** Figures as gensim's `evaluate_word_pairs` and `evaluate_word_analogies` give them. */
export type VectorsEvaluation = {
  restrictVocabulary: number;
  ignoreCase: boolean;
  unknown: 'skip' | 'zero';
  /** Items in the file, and those of them all of whose words are known. */
  items: number;
  known: number;
  /** What a person should know about how the file was read. */
  notices: string[];
  seconds: number;
} & (
  | {
      kind: 'similarity';
      pearson: { correlation: number; pValue: number };
      spearman: { correlation: number; pValue: number };
    }
  | { kind: 'analogy'; method: AnalogyMethod; accuracy: number; sections: SectionAccuracy[] }
);
