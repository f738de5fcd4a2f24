// What is asked about words of opened vectors, and answered: neighbours, analogies, likeness.

/** `cosine` and `dot`: greater is nearer; `euclidean`: less is nearer. */
export type VectorMeasure = 'cosine' | 'euclidean' | 'dot';

export interface WordEntry {
  row: number;
  word: string;
  count?: number;
  /** Of sentence vectors: the 1-based line of the text. */
  line?: number;
  /** Of a run's texts, where it is known. */
  label?: string;
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
