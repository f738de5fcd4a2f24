// What whole sets of vectors are asked: clusters of one, two beside each other, a table's column for the words of one.

import type { VectorsInfo } from './vectors';

export interface ClustersReply {
  /** int32, a cluster for each row asked for. */
  labels: ArrayBuffer;
  rows: ArrayBuffer;
  clusters: { size: number; /** Its most frequent words; of texts, those nearest its centre. */ words: string[] }[];
  /** Sum of squared distances to the centres. */
  inertia: number;
  iterations: number;
}

export interface CompareVectorsReply {
  /** The second set, turned and moved onto the first, opened as vectors of its own. Close it when done. */
  aligned: VectorsInfo;
  /** Words in both, and in each. */
  shared: number;
  words: [number, number];
  /** Rows of the shared words in the first and in the second (and in `aligned`); int32, by falling frequency. */
  rowsA: ArrayBuffer;
  rowsB: ArrayBuffer;
  /** 1 - cosine after alignment, of each shared word; float32. */
  moved: ArrayBuffer;
  /** Share of common words among its `neighbors` nearest in each; float32, NaN beyond those asked for. */
  overlap: ArrayBuffer;
  neighbors: number;
  /** How many shared words, the most frequent first, have an overlap. */
  overlapOf: number;
  meanMoved: number;
  meanOverlap: number;
}

export interface ColumnValuesReply {
  /** For each row, an index into `values`, or -1; int32. For numbers: `numbers` float64, NaN where there is none. */
  indices?: ArrayBuffer;
  values?: string[];
  numbers?: ArrayBuffer;
  /** Rows that have a value. */
  known: number;
}
