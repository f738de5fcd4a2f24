// What is asked about several words at once, and remembered.

import type { OddOneOutReply, SimilarityReply } from '../../../protocol/wordQueries';
import type { TableSorting } from '../../shared/table';
import type { EmbeddingsStrings } from '../strings';

export interface AskedPair {
  a: string;
  b: string;
}

/** What stands in the fields, and whether it was asked: then it is asked again when the vectors are there again. */
export interface SimilarityState {
  pair: AskedPair;
  isPairAsked: boolean;
  odd: string;
  isOddAsked: boolean;
}

export interface SimilarityOptions {
  strings: EmbeddingsStrings;
  state: SimilarityState;
  /** Of the words of which one is the odd one out. */
  sorting: TableSorting;
  complete(prefix: string): Promise<string[]>;
  compare(pair: AskedPair): Promise<SimilarityReply>;
  findOdd(words: string[]): Promise<OddOneOutReply>;
  keep(state: SimilarityState): void;
  /** A word of the answer is chosen. */
  onPick(word: string): void;
}
