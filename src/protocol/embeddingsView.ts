// The contract between the extension host and the Embeddings view. Rows are those of the vectors and never change; what
// takes long is a part of the state that arrives when it is there, so that a view that was hidden meanwhile misses nothing.

import type { MapQuality, ProjectionProgress, WordAxis } from './projection';
import type { TextPooling } from './textVectors';
import type { ClustersReply, ColumnValuesReply, CompareVectorsReply } from './vectorSets';
import type { CooccurrenceReply } from './wordEvidence';
import type {
  AnalogyMethod,
  NeighborsReply,
  OddOneOutReply,
  SimilarityReply,
  VectorMeasure,
  WordEntry,
} from './wordQueries';
import type { Notice, SharedCalls } from './views';

/** The first embedding, or the one it is compared with. */
export type Side = 0 | 1;

export interface EmbeddingSide {
  title: string;
  words: number;
  dimensions: number;
  bytes: number;
  hasCounts: boolean;
  hasSubwords: boolean;
  /** Each row is a text of a file, not a word. */
  isSentences: boolean;
  /** Text is known in which words can be looked up. */
  hasCorpus: boolean;
  /** Of a model with several tables of vectors: their names, and which is shown. */
  layers: string[];
  layer: number;
  /** Of a run's texts: how its states can be pooled, and how they are. */
  poolings: TextPooling[];
  pooling?: TextPooling;
  /** It is known which label each text has. */
  hasLabels: boolean;
  notices: string[];
}

export interface EmbeddingsOverview {
  /** Counts up each time vectors are opened. */
  version: number;
  title: string;
  /** One, or two that are compared. */
  sides: EmbeddingSide[];
}

export const MAP_METHODS = ['pca', 'tsne', 'umap', 'axes'] as const;
export type MapMethod = (typeof MAP_METHODS)[number];

export interface MapSettings {
  method: MapMethod;
  dimensions: 2 | 3;
  /** At most so many words, the most frequent first. */
  limit: number;
  normalize: boolean;
  seed: number;
  perplexity: number;
  iterations: number;
  neighbors: number;
  minDistance: number;
  epochs: number;
  /** Of the method `axes`: as many as the map has dimensions. */
  axes: WordAxis[];
  /** Only these rows of the first embedding; empty: all. */
  rows: number[];
}

/** A map: being made, made, stopped on the way, or not to be made. It is judged once it is made. */
export interface MapState {
  /** Counts up with each map. */
  serial: number;
  settings: MapSettings;
  status: 'working' | 'done' | 'stopped' | 'failed';
  /** What went wrong. */
  message?: string;
  /** int32: rows of the points in the first embedding. */
  rows: ArrayBuffer;
  /** int32: rows of the points after those, which are of the second; empty without one. */
  besideRows: ArrayBuffer;
  /** float32 [points, dimensions]; absent while there are none. */
  positions?: ArrayBuffer;
  total: number;
  explained?: number[];
  /** Whether its quality is being measured. */
  isJudged?: boolean;
  quality?: MapQuality;
  notices: string[];
  seconds: number;
}

/** How far the map is, or the measuring of its quality. */
export interface MapProgress extends Omit<ProjectionProgress, 'phase'> {
  serial: number;
  phase: ProjectionProgress['phase'] | 'quality';
}

/** What points are coloured by when it must be computed or read. */
export interface Coloring {
  kind: 'cluster' | 'column' | 'label';
  notice?: Notice;
  clusters?: Pick<ClustersReply, 'labels' | 'rows' | 'clusters'>;
  /** Or labels, which are like one. */
  column?: ColumnValuesReply & { title: string };
}

export interface Comparison {
  notice?: Notice;
  reply?: Omit<CompareVectorsReply, 'aligned'>;
}

/** Which probe words are counted beside which two words, and how. */
export interface CooccurrenceQuestion {
  words: [string, string];
  probes: string[];
  /** Words on each side that count as beside. */
  window: number;
  /** A word at distance d counts 1 / d, as in GloVe. */
  weighted: boolean;
  matchCase: boolean;
}

/** What was counted. Ratios are left to the view: an infinite one would not arrive. */
export interface CooccurrenceTable {
  words: CooccurrenceReply['words'];
  probes: Omit<CooccurrenceReply['probes'][number], 'ratio'>[];
  /** Names of the files, for reading only. */
  files: string[];
  seconds: number;
}

/** A count in the corpus: going on or failed (`notice`), or done (`table`). */
export interface CooccurrenceState {
  question: CooccurrenceQuestion;
  notice?: Notice;
  table?: CooccurrenceTable;
}

/** What a command outside the view asks it to show. */
export interface ShowRequest {
  word?: string;
  analogy?: { a: string; b: string; c: string };
}

/** A place of a word without its path: it is named by its index. */
export interface EvidenceLine {
  index: number;
  /** The file's name, for reading only. */
  file: string;
  line: number;
  before: string;
  found: string;
  after: string;
}

export interface Evidence {
  /** Names the list, so that a place of an older one is not opened by mistake. */
  serial: number;
  lines: EvidenceLine[];
  more: boolean;
}

type Nothing = Record<string, never>;

export interface EmbeddingsViewContract {
  calls: SharedCalls & {
    again: { request: Nothing; reply: Nothing };
    cancel: { request: Nothing; reply: Nothing };
    /** Makes a map; one with the same settings that is there or on its way is kept. */
    draw: { request: { settings: MapSettings }; reply: Nothing };
    /** Ends what is going on: the map, or the measuring of its quality. */
    stopMap: { request: Nothing; reply: Nothing };
    /** Measures the quality of the map that is there. */
    judgeMap: { request: Nothing; reply: Nothing };
    words: {
      request: { side: Side; first: number; count: number };
      reply: { first: number; words: string[]; counts?: number[]; lines?: number[] };
    };
    complete: { request: { side: Side; prefix: string }; reply: { words: WordEntry[]; more: boolean } };
    /** Of a word or text; `row` -1 where none is meant. */
    neighbors: {
      request: { side: Side; word: string; row: number; k: number; measure: VectorMeasure };
      reply: NeighborsReply;
    };
    analogy: {
      request: { side: Side; a: string; b: string; c: string; method: AnalogyMethod };
      reply: NeighborsReply;
    };
    arithmetic: { request: { side: Side; expression: string; measure: VectorMeasure }; reply: NeighborsReply };
    /** Of two words or two texts. */
    similarity: { request: { side: Side; a: string; b: string }; reply: SimilarityReply };
    oddOneOut: { request: { side: Side; words: string[] }; reply: OddOneOutReply };
    /** Counts in the corpus; what comes of it is told by `cooccurrence`. Another count going on ends. */
    countCooccurrence: { request: { side: Side; question: CooccurrenceQuestion }; reply: Nothing };
    stopCounting: { request: Nothing; reply: Nothing };
    cluster: { request: { clusters: number; seed: number; rows: number[]; limit: number }; reply: Nothing };
    /** Lets the person choose a table and its columns; false when none was chosen. */
    chooseColumn: { request: Nothing; reply: { chosen: boolean } };
    colorByLabel: { request: Nothing; reply: Nothing };
    clearColoring: { request: Nothing; reply: Nothing };
    chooseOther: { request: Nothing; reply: Nothing };
    clearOther: { request: Nothing; reply: Nothing };
    /** Shows another of the layers of the first embedding. */
    chooseLayer: { request: { layer: number }; reply: Nothing };
    /** Pools the states of a run's texts in another way. */
    choosePooling: { request: { pooling: TextPooling }; reply: Nothing };
    /** Lets the person choose a file whose texts become points of a view of their own. */
    openSentences: { request: Nothing; reply: Nothing };
    /** Places of a word in the corpus, from the `offset`-th on. */
    evidence: { request: { side: Side; word: string; offset: number }; reply: Evidence };
    /** Opens a place, beside the view. */
    reveal: { request: { serial: number; index: number }; reply: Nothing };
    /** Opens the file of a text of the first embedding at its line. */
    revealText: { request: { row: number }; reply: Nothing };
    chooseCorpus: { request: { side: Side }; reply: { chosen: boolean } };
  };
  events: {
    notice: Notice;
    overview: EmbeddingsOverview;
    map: MapState;
    progress: MapProgress;
    coloring: Coloring;
    comparison: Comparison;
    cooccurrence: CooccurrenceState;
    show: ShowRequest;
  };
}
