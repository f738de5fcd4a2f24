// Maps of vectors: how they are made, how far they are, how true they are.

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

/** The most iterations of t-SNE, and epochs of UMAP, that a map is made in. */
export const MOST_STEPS = 1_000_000;

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
  /** What was not exact: sampling, approximations. */
  notices: string[];
  seconds: number;
}

/** A map that was drawn, to be judged. */
export interface JudgeRequest extends Pick<ProjectionReply, 'rows' | 'besideRows' | 'positions' | 'dimensions'> {
  vectors: number;
  /** The second set of vectors. */
  beside?: number;
  normalize?: boolean;
  /** Draws the sample where the map is large. */
  seed?: number;
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
