// One-hot rows: Keras' `to_categorical`, without the zeros; and the one-hot rows of a text's words, one behind the other.

import type { Analyzer, Words } from './analyzer';
import type { SparseRows } from './sparseRows';

/** Row i holds a 1 in the column `classes[i]`. A class outside 0..`columns` - 1 is a defect of the caller. */
export function oneHot(classes: ArrayLike<number>, columns: number): SparseRows {
  const indices = Int32Array.from(classes);
  const wrong = indices.find((column) => column < 0 || column >= columns);
  if (wrong !== undefined) throw new Error(`There is no class ${wrong} among ${columns}.`);
  return {
    ...{ rows: indices.length, columns, indices },
    starts: Int32Array.from({ length: indices.length + 1 }, (_, row) => row),
    values: new Float64Array(indices.length).fill(1),
  };
}

/**
 * A feature for each word at each place, `3:film`: a text is the rows of `to_categorical` of its words, laid end to end,
 * with the columns that no text has left out. Places count from 1; the filling behind a short text has none.
 */
export function createPositionAnalyzer({
  words,
  maxLength,
}: {
  words(text: string): Words;
  maxLength: number;
}): Analyzer {
  return {
    words,
    features(tokens, emit) {
      for (let i = 0; i < Math.min(tokens.length, maxLength); i++) emit(`${i + 1}:${tokens[i]}`, i, 1);
    },
  };
}
