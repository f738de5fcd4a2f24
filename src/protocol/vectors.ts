// What the calls on word vectors ask and answer: opening them, asking for neighbours and analogies, drawing maps of them.
// Vectors stay in the engine: others name them by the number that `openVectors` gave. Rows are 0-based and never change.

import type { Progress } from './progress';

export type VectorsFormat = 'word2vec-text' | 'word2vec-binary' | 'glove' | 'fasttext' | 'safetensors';

export type VectorsSource =
  /** A vectors file, plain or `.gz`; `format` where its content shall not decide. `limit`: only its first words (0: all). */
  | { kind: 'file'; file: string; format?: VectorsFormat; limit?: number }
  /** What a run of the task `embedding` learned; of any other neural run an embedding layer, the first unless named. */
  | { kind: 'run'; folder: string; checkpoint?: 'best' | 'last'; layer?: string }
  /** The mean vectors of a file's texts by the words of `vectors`; each row is a line of the file. */
  | { kind: 'sentences'; vectors: number; file: string; column?: string; limit?: number };

export interface VectorsInfo {
  vectors: number;
  title: string;
  source: VectorsSource;
  /** Of a file; absent for runs and sentences. */
  format?: VectorsFormat;
  /** Rows: words, or texts. */
  words: number;
  dimensions: number;
  /** Memory they take. */
  bytes: number;
  /** Whether each word's count in the corpus is known. Rows then stand by falling count. */
  hasCounts: boolean;
  /** Whether words that are not in the table get a vector by their character n-grams (fastText runs). */
  hasSubwords: boolean;
  /** Of a neural run: the embedding layers that can be named. */
  layers?: string[];
  /** Text files the vectors were learned from (absolute), where known. */
  corpus: string[];
  /** The text column of those that are tables, where it was named. */
  corpusColumn?: string;
  /** What a person should know: words left out, repeated, cut by `limit`. */
  notices: string[];
}

/** `cosine` and `dot`: greater is nearer; `euclidean`: less is nearer. */
export type VectorMeasure = 'cosine' | 'euclidean' | 'dot';

export interface WordEntry {
  row: number;
  word: string;
  count?: number;
  /** Of sentence vectors: the 1-based line of the text. */
  line?: number;
}

export interface WordNeighbor extends WordEntry {
  /** By the measure asked for: a cosine, a distance, a dot product. */
  value: number;
}

/** A word of the table, or one that gets a vector by its n-grams (`row` is then absent). */
interface AskedWord {
  word: string;
  row?: number;
}

export interface NeighborsReply {
  of: AskedWord[];
  measure: VectorMeasure;
  neighbors: WordNeighbor[];
  /** How many words were looked at; always all but those asked for. */
  compared: number;
  seconds: number;
}

/** `add`: 3CosAdd, cos(d, b - a + c) (Mikolov et al. 2013); `multiply`: 3CosMul (Levy and Goldberg 2014). */
export type AnalogyMethod = 'add' | 'multiply';

export interface OddOneOutReply {
  odd: string;
  /** Cosine of each word with the mean of all; words that are unknown are named and left out. */
  words: { word: string; similarity: number }[];
  unknown: string[];
}

export interface SimilarityReply {
  cosine: number;
  euclidean: number;
  dot: number;
  /** Words of either text that have no vector; they were left out of the mean. */
  unknown: string[];
}

interface EvaluateVectorsRequest {
  vectors: number;
  /** Word pairs with a judgement (columns by tab or comma), or questions of four words with `: section` lines. */
  file: string;
  /** Left out, the file's content decides. */
  kind?: 'similarity' | 'analogy';
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
  seconds: number;
} & (
  | {
      kind: 'similarity';
      pearson: { correlation: number; pValue: number };
      spearman: { correlation: number; pValue: number };
    }
  | { kind: 'analogy'; method: AnalogyMethod; accuracy: number; sections: SectionAccuracy[] }
);

export interface CooccurrenceRequest {
  /** Text files, absolute. Words are runs of letters, marks, digits and underscores. */
  files: string[];
  /** The text column of tables; left out, it is guessed. */
  column?: string;
  /** The two words that are compared. */
  words: [string, string];
  probes: string[];
  /** Words on each side that count as beside (default 10), never beyond the line. */
  window?: number;
  /** Count a word at distance d as 1/d, as GloVe does (default false: each counts 1). */
  weighted?: boolean;
  /** Default true. */
  lowercase?: boolean;
}

/** P(k|i) = X_ik / X_i (Pennington, Socher and Manning 2014, table 1). */
export interface CooccurrenceReply {
  words: { word: string; occurrences: number; /** X_i */ contexts: number }[];
  probes: {
    probe: string;
    occurrences: number;
    counts: [number, number];
    probabilities: [number, number];
    /** P(k|i) / P(k|j); null where both are 0, Infinity where only the second is. */
    ratio: number | null;
  }[];
  seconds: number;
}

interface ConcordanceRequest {
  files: string[];
  word: string;
  /** At most this many places (default 100), after skipping `offset` of them. */
  limit?: number;
  offset?: number;
  /** Default true. */
  ignoreCase?: boolean;
}

/** A place of a word and what is around it, with "…" where the line is cut. */
export interface ConcordanceLine {
  /** Index into the request's `files`. */
  file: number;
  /** 1-based; columns count UTF-16 units. */
  line: number;
  column: number;
  before: string;
  found: string;
  after: string;
}

interface ConcordanceReply {
  places: ConcordanceLine[];
  /** True when there are more after the last one. */
  more: boolean;
}

/** An axis from the mean of some words to the mean of others, e.g. from "bad" to "good". */
export interface WordAxis {
  from: string[];
  to: string[];
}

export type ProjectionMethod =
  | { type: 'pca' }
  /** Van der Maaten and Hinton 2008; Barnes-Hut approximation (van der Maaten 2014). */
  | { type: 'tsne'; perplexity?: number; iterations?: number; theta?: number }
  /** McInnes, Healy and Melville 2018. */
  | { type: 'umap'; neighbors?: number; minDistance?: number; epochs?: number }
  /** Two or three axes; a point's coordinate is its cosine with the axis' direction. */
  | { type: 'axes'; axes: WordAxis[] };

export interface ProjectRequest {
  vectors: number;
  /** Which rows; left out, the first `limit` (default 10000 for t-SNE and UMAP, else 100000). */
  rows?: number[];
  limit?: number;
  /** A second set of vectors of the same width, drawn in the same map after the first (see `compareVectors`). */
  beside?: { vectors: number; rows?: number[] };
  method: ProjectionMethod;
  dimensions: 2 | 3;
  /** Scale every vector to length 1 first (default true), so that near means a great cosine. */
  normalize?: boolean;
  seed?: number;
  /** Send intermediate positions at most this often (default 250; 0: never). */
  everyMs?: number;
}

/** What `project` tells: how far it is and, where it has any, the positions so far. */
export interface ProjectionProgress {
  phase: 'neighbors' | 'affinities' | 'layout' | 'components';
  fraction: number;
  iteration?: number;
  iterations?: number;
  /** float32 [points, dimensions], row-major, of exactly that length. */
  positions?: ArrayBuffer;
}

export interface ProjectionReply {
  /** Rows of the points, in order; int32. */
  rows: ArrayBuffer;
  /** Rows of `beside`, the points after those; int32, empty without it. */
  besideRows: ArrayBuffer;
  /** float32 [points, dimensions], row-major. */
  positions: ArrayBuffer;
  dimensions: 2 | 3;
  /** "count of total words": those drawn, and all there are in `vectors`. */
  count: number;
  total: number;
  /** PCA: share of the variance on each axis. */
  explained?: number[];
  quality: MapQuality;
  /** What was not exact: sampling, approximations. */
  notices: string[];
  seconds: number;
}

export interface MapQuality {
  /** Venna and Kaski 2001, as scikit-learn computes it; 0 to 1. */
  trustworthiness: number;
  /** Mean share of a point's nearest `neighbors` that are also nearest in the map; 0 to 1. */
  overlap: number;
  neighbors: number;
  /** Points whose neighbours were looked at: all, or a seeded sample of them against all others. */
  sampled: number;
  points: number;
}

export interface ClustersReply {
  /** int32, a cluster for each row asked for. */
  labels: ArrayBuffer;
  rows: ArrayBuffer;
  clusters: { size: number; /** The words nearest to its centre. */ words: string[] }[];
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
    reply: { first: number; words: string[]; counts?: number[]; lines?: number[] };
  };
  /** The numbers of some words; float32 [words, dimensions]. Unknown words fail with `NOT_FOUND`. */
  wordVectors: { request: { vectors: number; words: string[] }; reply: { values: ArrayBuffer; dimensions: number } };
  /** The nearest of all words, exact. A row, a word, or a text of several words (their mean). */
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
  /** Writes vectors, whole or not at all; a name that ends in `.gz` is packed. */
  exportVectors: {
    request: { vectors: number; output: string; format: VectorsFormat; rows?: number[] };
    reply: { words: number; bytes: number };
    progress: Progress;
  };
};
