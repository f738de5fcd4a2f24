// One-hot rows: Keras' `to_categorical`, without the zeros.

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
