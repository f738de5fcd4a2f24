// Texts as vectors: what a model's encoder makes of each text, before a head answers.

import type { ReadingOptions } from './reading';

/**
 * How the states of a text's tokens become one vector, by the names that experiments use; `first` is the state of the first token,
 *.
 */
export const TEXT_POOLINGS = ['mean', 'max', 'first', 'last', 'sum', 'idf', 'attention'] as const;

export type TextPooling = (typeof TEXT_POOLINGS)[number];

export const DATA_PARTS = ['train', 'validation', 'test'] as const;

/** A part of the data that a run was trained and judged on, split as it was then. */
export type DataPart = (typeof DATA_PARTS)[number];

/** Texts that become vectors: a part of the run's own data, or a file of texts or a table. */
export type TextsSource =
  | { part: DataPart }
  | {
      /** Absolute. */
      file: string;
      /** Of a table; left out, those of the experiment, or what looks like them. Of pairs two names with a comma between. */
      columns?: { text?: string; label?: string };
      reading?: ReadingOptions;
    };

/** Fails with `INVALID_ARGUMENT` for runs that give texts no vectors (see the ability `embed`), and for a pooling they do not have. */
export interface EmbedRequest {
  folder: string;
  checkpoint?: 'best' | 'last';
  /** As a person wrote them; none to learn what can be asked. Of pairs with a tab between the two, as in `ask`. */
  texts: string[];
  /** Left out: the model's own. */
  pooling?: TextPooling;
}

/** Texts that are longer than the model reads, whose vectors are those of the part that it reads. */
export interface CutTexts {
  count: number;
  /** The first of them, by the numbers from 0 of the lines or examples that they are in. */
  first: number[];
  /** Tokens that the model reads at most. */
  read: number;
}

export interface TextVectors {
  /** `[texts, width]`, in the order of the texts. Pairs that are read apart have the vectors of both texts side by side. */
  values: Float32Array;
  width: number;
  pooling: TextPooling;
  /** How many tokens of each text were read; of a pair those of both. */
  tokenCounts: number[];
  cut?: CutTexts;
}

export interface EmbedReply extends TextVectors {
  /** Those that the model has, its own first. */
  poolings: TextPooling[];
  /** The columns in which the experiment has its texts: one, or both of pairs. */
  columns: string[];
}
