// Tensors in files of models, looked at where they lie: which there are, what their numbers come to, and a part of one as a matrix.

import type { Progress } from './progress';

/** Where the numbers of a tensor lie. */
export interface TensorPlace {
  file: string;
  /** Bytes from the start of the file. */
  start: number;
  bytes: number;
  /** How numbers are stored: `F32`, `BF16`, ... as safetensors calls it. */
  element: string;
  shape: number[];
  /** When the file was changed last: what lies in a file that has changed since is something else. */
  modifiedMs: number;
}

/** A tensor as it is listed. */
export interface ListedTensor {
  name: string;
  /** As the file calls it. */
  dtype: string;
  shape: number[];
  bytes: number;
}

export interface PlacedTensor extends ListedTensor {
  /** Left out where its numbers are of a kind that cannot be read, or do not lie in one piece. */
  place?: TensorPlace;
}

export interface HistogramBin {
  from: number;
  to: number;
  count: number;
}

export interface TensorStatistics {
  /** All numbers that there are. */
  count: number;
  nan: number;
  infinite: number;
  zeros: number;
  /** Of those that are finite; left out where there is none. The standard deviation is that of all of them, divided by their count. */
  finite?: { least: number; most: number; mean: number; deviation: number };
  /** Of those that are finite. */
  bins: HistogramBin[];
}

/** Rows and columns that are drawn, at most. */
export const MOST_PART = { rows: 96, columns: 128 } as const;

/** Which part of a tensor: one matrix of its last two axes, and of that either what lies around a cell, or a sample of the whole. */
export interface PartQuestion {
  /** From 0: which of the matrices that the axes before the last two make. */
  matrix: number;
  /** The part with every row and column around this cell; both −1: rows and columns of the whole, evenly apart. */
  row: number;
  column: number;
}

export interface TensorPart {
  /** How many matrices there are, and how large each is. */
  matrices: number;
  height: number;
  width: number;
  /** Which rows and columns these are. */
  rows: Int32Array;
  columns: Int32Array;
  /** `[rows, columns]` */
  values: Float32Array;
}

export type TensorCalls = {
  /**
   * The tensors of a safetensors file, by its header alone. Fails with `NOT_FOUND`, `DISK`, `INVALID_DATA` (a Git LFS pointer), and with
   * `INVALID_FILE` where it is none.
   */
  describeTensors: {
    request: { file: string };
    reply: { bytes: number; tensors: PlacedTensor[]; metadata: [string, string][] };
  };
  /** Reads all numbers of a tensor, twice. Fails with `CANCELLED`, also where the file has changed. */
  measureTensor: { request: TensorPlace; reply: TensorStatistics; progress: Progress };
  /** Reads the numbers of a part alone. Fails likewise. */
  tensorPart: { request: TensorPlace & PartQuestion; reply: TensorPart };
};
