// Values of points that are known without asking: how frequent words are, how far they have moved between two embeddings.

import type { Comparison } from '../../../protocol/embeddingsView';
import { count, figure } from '../../../protocol/figures';
import type { EmbeddingsStrings } from '../strings';
import type { Words } from '../words/words';
import type { PointValues } from './colors';

/** The more frequent, the stronger: ranks, which stand for counts where there are none, run the other way. */
export function frequencyValues(
  rows: Int32Array,
  { words, hasCounts, strings }: { words: Words; hasCounts: boolean; strings: EmbeddingsStrings },
): PointValues {
  const sign = hasCounts ? 1 : -1;
  const of = (row: number): number => (hasCounts ? (words.count(row) ?? Number.NaN) : row + 1);
  return {
    ...{ kind: 'numbers', title: hasCounts ? strings.frequency : strings.rank },
    values: Float64Array.from(rows, (row) => sign * Math.log10(of(row))),
    text: (value) => count(Math.round(10 ** (sign * value))),
  };
}

export function movedValues(rows: Int32Array, comparison: Comparison | undefined, title: string): PointValues {
  const reply = comparison?.reply;
  if (!reply) return { kind: 'plain' };
  const moved = new Float32Array(reply.moved);
  const byRow = new Map(Array.from(new Int32Array(reply.rowsA), (row, i) => [row, moved[i]]));
  return {
    ...{ kind: 'numbers', title, text: figure },
    values: Float64Array.from(rows, (row) => byRow.get(row) ?? Number.NaN),
  };
}
