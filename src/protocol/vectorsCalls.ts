// The calls on word vectors: opening them, asking for neighbours and analogies, drawing maps of them.

import type { Progress } from './progress';
import type { JudgeRequest, MapQuality, ProjectRequest, ProjectionProgress, ProjectionReply } from './projection';
import type { ClustersReply, ColumnValuesReply, CompareVectorsReply } from './vectorSets';
import type { VectorsFormat, VectorsInfo, VectorsSource } from './vectors';
import type { EvaluateVectorsRequest, VectorsEvaluation } from './vectorsEvaluation';
import type { ConcordanceReply, ConcordanceRequest, CooccurrenceReply, CooccurrenceRequest } from './wordEvidence';
import type {
  AnalogyMethod,
  NeighborsReply,
  OddOneOutReply,
  SimilarityReply,
  VectorMeasure,
  WordEntry,
} from './wordQueries';

/** Calls of the engine's contract. All fail with `NOT_FOUND` for vectors that are not open or words that have no vector. */
export type VectorsCalls = {
  /** Reads vectors and keeps them until `closeVectors`. */
  openVectors: { request: { source: VectorsSource }; reply: VectorsInfo; progress: Progress };
  closeVectors: { request: { vectors: number }; reply: Record<string, never> };
  /** Words that start so; case decides only the order. By falling frequency (rows as they stand). */
  completeWord: {
    request: { vectors: number; prefix: string; limit?: number };
    reply: { words: WordEntry[]; /** Whether there are more. */ more: boolean };
  };
  /** Words of a range of rows, or of single ones. */
  listWords: {
    request: { vectors: number; rows?: number[]; first?: number; count?: number };
    reply: {
      first: number;
      words: string[];
      counts?: number[];
      /** Of texts, from 1, and in which file of the `corpus` they are, where there may be several. */
      lines?: number[];
      files?: number[];
    };
  };
  /** The numbers of some words; float32 [words, dimensions]. Unknown words fail with `NOT_FOUND`. */
  wordVectors: { request: { vectors: number; words: string[] }; reply: { values: ArrayBuffer; dimensions: number } };
  /**
   * The nearest of all words, exact. A row, a word, or a text of several words (their mean). Among a run's texts `word` is any text,
   * which the run's encoder reads.
   */
  neighbors: {
    request: { vectors: number; word?: string; row?: number; k?: number; measure?: VectorMeasure };
    reply: NeighborsReply;
  };
  /** a is to b as c is to the words answered. */
  analogy: {
    request: { vectors: number; a: string; b: string; c: string; k?: number; method?: AnalogyMethod };
    reply: NeighborsReply;
  };
  /** `king - man + woman`, `0.5 * (paris + rome)`; words with signs in double quotes. Unit vectors are added. */
  arithmetic: {
    request: { vectors: number; expression: string; k?: number; measure?: VectorMeasure };
    reply: NeighborsReply;
  };
  oddOneOut: { request: { vectors: number; words: string[] }; reply: OddOneOutReply };
  /** Of two words or two texts (the means of their words' vectors). */
  similarity: { request: { vectors: number; a: string; b: string }; reply: SimilarityReply };
  evaluateVectors: { request: EvaluateVectorsRequest; reply: VectorsEvaluation; progress: Progress };
  cooccurrence: { request: CooccurrenceRequest; reply: CooccurrenceReply; progress: Progress };
  concordance: { request: ConcordanceRequest; reply: ConcordanceReply };
  /** Computes a map. Cancelled within 200 ms. */
  project: { request: ProjectRequest; reply: ProjectionReply; progress: ProjectionProgress };
  /** How true a map is. Cancelled within 200 ms. */
  judgeMap: { request: JudgeRequest; reply: MapQuality; progress: Progress };
  /** k-means (Lloyd; k-means++ start) on vectors of length 1. */
  clusterVectors: {
    request: { vectors: number; rows?: number[]; limit?: number; clusters: number; seed?: number };
    reply: ClustersReply;
    progress: Progress;
  };
  /** Aligns the second set with the first by their common words (orthogonal Procrustes, Schönemann 1966). */
  compareVectors: {
    request: { first: number; second: number; neighbors?: number; overlapOf?: number };
    reply: CompareVectorsReply;
    progress: Progress;
  };
  /** A column of a table for each word, to colour a map by: categories, or numbers where all values are. */
  columnValues: {
    request: { vectors: number; file: string; wordColumn: string; valueColumn: string };
    reply: ColumnValuesReply;
  };
  /** The label of each text of a run, where it is known; of runs that give numbers the number. */
  labelValues: { request: { vectors: number }; reply: ColumnValuesReply };
  /** Writes vectors, whole or not at all; a name that ends in `.gz` is packed. */
  exportVectors: {
    request: { vectors: number; output: string; format: VectorsFormat; rows?: number[] };
    reply: { words: number; bytes: number };
    progress: Progress;
  };
};
