// Weights in place of counts: term frequency times inverse document frequency (Spärck Jones 1972; Salton and Buckley
// 1988), in the variants of scikit-learn's TfidfTransformer.

import { documentFrequencies } from './countVectorizer';
import type { SparseRows } from './sparseRows';

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
export function tfidf(counts: SparseRows, idf: Float64Array | undefined, options: TfidfOptions): SparseRows {
  const { starts, indices } = counts;
  const values = counts.values.slice();
  for (let at = 0; at < values.length; at++) {
    if (options.sublinearTf) values[at] = Math.log(values[at]) + 1;
    if (idf) values[at] *= idf[indices[at]];
  }
  if (options.norm !== 'none')
    for (let row = 0; row < counts.rows; row++) scaleToOne(values.subarray(starts[row], starts[row + 1]), options.norm);
  return { ...counts, values };
}

/** An empty row stays as it is. */
function scaleToOne(row: Float64Array, norm: 'l1' | 'l2'): void {
  let sum = 0;
  for (const value of row) sum += norm === 'l1' ? Math.abs(value) : value * value;
  if (sum === 0) return;
  const length = norm === 'l1' ? sum : Math.sqrt(sum);
  for (let at = 0; at < row.length; at++) row[at] /= length;
}

/** 1 for each feature that occurs. */
export function binary(counts: SparseRows): SparseRows {
  return { ...counts, values: new Float64Array(counts.values.length).fill(1) };
}
