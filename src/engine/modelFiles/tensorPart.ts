// A part of a tensor as one matrix of its last two axes: each row and column around a cell, or rows and columns of the whole, evenly apart.
// Only what is drawn is read.

import { MOST_PART, type PartQuestion, type TensorPart, type TensorPlace } from '../../protocol/tensors';
import { nodeFiles } from '../store/nodeFiles';
import { withPlace, type OpenPlace } from './openPlace';

/** Columns that lie nearer to each other are read with what is between them. */
const NEAR = 64;

/** Fails as `withPlace`. A matrix that there is not is the last one. */
export function tensorPart(place: TensorPlace, { matrix, row, column }: PartQuestion): TensorPart {
  return withPlace(nodeFiles, place, (tensor) => {
    const width = place.shape.at(-1) ?? 1;
    const height = place.shape.at(-2) ?? 1;
    const matrices = width * height === 0 ? 0 : tensor.count / (width * height);
    const isWhole = row < 0 || column < 0;
    const rows = isWhole ? spread(height, MOST_PART.rows) : around(row, height, MOST_PART.rows);
    const columns = isWhole ? spread(width, MOST_PART.columns) : around(column, width, MOST_PART.columns);
    const values = new Float32Array(rows.length * columns.length);
    if (matrices > 0) {
      const first = Math.min(matrix, matrices - 1) * height * width;
      rows.forEach((at, i) =>
        readColumns(tensor, first + at * width, columns, values.subarray(i * columns.length, (i + 1) * columns.length)),
      );
    }
    return { matrices, height, width, rows, columns, values };
  });
}

/** At most `most` of so many, evenly apart, the first among them. */
function spread(length: number, most: number): Int32Array {
  const count = Math.min(length, most);
  return Int32Array.from({ length: count }, (_, i) => Math.floor((i * length) / count));
}

/** At most `most` beside each other with `place` in their middle, as far as the ends allow. */
function around(place: number, length: number, most: number): Int32Array {
  const count = Math.min(length, most);
  const first = Math.max(0, Math.min(length - count, place - Math.floor(count / 2)));
  return Int32Array.from({ length: count }, (_, i) => first + i);
}

function readColumns(tensor: OpenPlace, first: number, columns: Int32Array, into: Float32Array): void {
  const last = columns[columns.length - 1];
  if (last - columns[0] < NEAR * columns.length) {
    const row = new Float64Array(last - columns[0] + 1);
    tensor.read(first + columns[0], row);
    columns.forEach((column, i) => (into[i] = row[column - columns[0]]));
    return;
  }
  const one = new Float64Array(1);
  columns.forEach((column, i) => {
    tensor.read(first + column, one);
    into[i] = one[0];
  });
}
