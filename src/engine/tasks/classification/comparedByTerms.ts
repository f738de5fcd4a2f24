// Examples to be compared with texts by the weights of their terms.

import { LabError } from '../../../protocol/labError';
import type { LoadedExamples } from '../../data/examples';
import type { SparseRows } from '../../text/vectorizers/sparseRows';
import type { JudgingContext } from '../../train/preparedRun';
import type { ComparedExamples } from '../openModel';

const TEXTS_AT_ONCE = 2048;

/** Fails with `CANCELLED`. @param terms of the first text of each example */
export async function comparedByTerms(
  loaded: LoadedExamples,
  terms: (texts: readonly string[]) => SparseRows,
  { progress, signal }: Pick<JudgingContext, 'progress' | 'signal'>,
): Promise<ComparedExamples> {
  const { examples } = loaded;
  const parts: SparseRows[] = [];
  for (let first = 0; first < examples.length; first += TEXTS_AT_ONCE) {
    if (signal.aborted) throw new LabError('CANCELLED', 'Comparing was cancelled.');
    parts.push(terms(examples.slice(first, first + TEXTS_AT_ONCE).map(({ texts: [text] }) => text)));
    progress({ phase: 'Computing vectors', fraction: first / examples.length });
    await new Promise((resolve) => setImmediate(resolve)); // a cancellation is heard here
  }
  return {
    ...loaded,
    similaritiesTo([text]) {
      const query = terms([text]);
      const weights = new Map(Array.from(query.indices, (column, at) => [column, query.values[at]]));
      const length = Math.sqrt(query.values.reduce((sum, value) => sum + value * value, 0));
      const all = new Float64Array(examples.length);
      parts.forEach((rows, part) => addCosines(rows, { weights, length }, all.subarray(part * TEXTS_AT_ONCE)));
      return all;
    },
  };
}

/** @param out `[rows]`; of a row without terms it stays 0 */
function addCosines(
  { rows, starts, indices, values }: SparseRows,
  { weights, length }: { weights: ReadonlyMap<number, number>; length: number },
  out: Float64Array,
): void {
  for (let row = 0; row < rows; row++) {
    let [dot, squares] = [0, 0];
    for (let at = starts[row]; at < starts[row + 1]; at++) {
      squares += values[at] * values[at];
      dot += values[at] * (weights.get(indices[at]) ?? 0);
    }
    if (dot !== 0) out[row] = dot / (length * Math.sqrt(squares));
  }
}
