// Opened word vectors. They stay in the engine: others name them by the number that `openVectors` gave. Rows are 0-based and
// never change.

import type { ReadingOptions } from './reading';
import type { TextPooling, TextsSource } from './textVectors';

export type VectorsFormat = 'word2vec-text' | 'word2vec-binary' | 'glove' | 'fasttext' | 'safetensors';

/** Those that can be read alone are fastText's own models (`.bin`, `.ftz`) and the Embedding Projector's two files. */
export type ReadableVectorsFormat = VectorsFormat | 'fasttext-model' | 'projector';

export type VectorsSource =
  /** A vectors file, plain or `.gz`; `format` where its content shall not decide. `limit`: only its first words (0: all). */
  | { kind: 'file'; file: string; format?: ReadableVectorsFormat; limit?: number }
  /** What a run of the task `embedding` learned; of any other neural run an embedding layer, the first unless named. */
  | { kind: 'run'; folder: string; checkpoint?: 'best' | 'last'; layer?: string }
  /** The mean vectors of a file's texts by the words of `vectors`; each row is a line of the file. */
  | { kind: 'sentences'; vectors: number; file: string; column?: string; limit?: number }
  /** The vectors that a run's encoder gives whole texts, at most `limit` (0: all); each row is a text. */
  | {
      kind: 'texts';
      folder: string;
      checkpoint?: 'best' | 'last';
      texts: TextsSource;
      /** Left out: the model's own. */
      pooling?: TextPooling;
      /** Of pairs that are read apart each text is a row, once, without a label; when left out a pair is one. */
      singly?: boolean;
      limit?: number;
    };

export interface VectorsInfo {
  vectors: number;
  title: string;
  source: VectorsSource;
  /** Of a file; absent for runs and sentences. */
  format?: ReadableVectorsFormat;
  /** Rows: words, or texts. */
  words: number;
  dimensions: number;
  /** Memory they take. */
  bytes: number;
  /** Whether each word's count in the corpus is known. Rows then stand by falling count. */
  hasCounts: boolean;
  /** Whether words that are not in the table get a vector by their character n-grams (fastText runs and models). */
  hasSubwords: boolean;
  /** Of a neural run: the embedding layers that can be named. */
  layers?: string[];
  /** Of a run's texts: how they can be pooled, the model's own way first, and how they are. */
  poolings?: TextPooling[];
  pooling?: TextPooling;
  /** Whether it is known which label each text has: `labelValues` tells. */
  hasLabels?: boolean;
  /** Text files the vectors were learned from (absolute), where known. */
  corpus: string[];
  /** The text column of those that are tables, where it was named. */
  corpusColumn?: string;
  /** How the run read them. */
  corpusReading?: ReadingOptions;
  /** What a person should know: words left out, repeated, cut by `limit`. */
  notices: string[];
}
