// Weights in place of counts: term frequency times inverse document frequency (Spärck Jones 1972; Salton and Buckley
// 1988), in the variants of scikit-learn's TfidfTransformer.

import { documentFrequencies } from './countVectorizer';
import type { SparseRows } from './sparseRows';
import { ONCE, weighed, type Weighing } from './weighing';

export interface TfidfOptions {
  /** 1 + ln(count) in place of the count. */
  sublinearTf: boolean;
  useIdf: boolean;
  /** As if one more text held every feature once. */
  smoothIdf: boolean;
  norm: 'l1' | 'l2' | 'none';
}

/** `ln(n / df) + 1`; smooth: `ln((1 + n) / (1 + df)) + 1`. `[columns]` */
export function inverseDocumentFrequencies(counts: SparseRows, { smoothIdf }: Pick<TfidfOptions, 'smoothIdf'>) {
  const more = smoothIdf ? 1 : 0;
  return Float64Array.from(
    documentFrequencies(counts),
    (frequency) => Math.log((counts.rows + more) / (frequency + more)) + 1,
  );
}

/** @param idf `[columns]`; without it only term frequency and norm count */
export function tfidfWeighing(
  idf: Float64Array | undefined,
  { sublinearTf, norm }: Pick<TfidfOptions, 'sublinearTf' | 'norm'>,
): Weighing {
  return {
    value(count, column) {
      const frequency = sublinearTf ? Math.log(count) + 1 : count;
      return idf ? frequency * idf[column] : frequency;
    },
    ...(norm === 'none' ? {} : { norm: NORMS[norm] }),
  };
}

const NORMS: Record<'l1' | 'l2', NonNullable<Weighing['norm']>> = {
  l1: { part: Math.abs, length: (sum) => sum },
  l2: { part: (value) => value * value, length: Math.sqrt },
};

export const tfidf = (counts: SparseRows, idf: Float64Array | undefined, options: TfidfOptions): SparseRows =>
  weighed(counts, tfidfWeighing(idf, options));

/** 1 for each feature that occurs. */
export const binary = (counts: SparseRows): SparseRows => weighed(counts, ONCE);
