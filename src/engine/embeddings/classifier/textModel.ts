// A trained fastText classifier, of a run or of a file: what it sees of a text, and the numbers by which it judges.

import type { InputMatrix } from '../vectors/fasttext/inputMatrix';
import type { ClassifierLoss, FeatureSettings } from './settings';
import type { TextFeatures } from './textFeatures';

/** The numbers by which it judges. */
export interface LabelWeights {
  loss: ClassifierLoss;
  dimensions: number;
  /** By falling count, as in its file. */
  labels: readonly string[];
  labelCounts: ArrayLike<number>;
  input: InputMatrix;
  /** `[labels, dimensions]`: a row for each label; of a tree, for each inner node. */
  output: Float32Array;
}

export interface FastTextModel extends LabelWeights {
  features: TextFeatures;
  settings: FeatureSettings;
}

/** A matrix in memory, `[rows, stride]`; rows beyond its end are zeros. */
export function rowsInMemory(data: Float32Array, dimensions: number, stride: number): InputMatrix {
  return {
    ...{ rows: data.length / stride, dimensions },
    use: (task) =>
      task((first, into) => {
        for (let at = 0, from = first * stride; at < into.length; at += dimensions, from += stride)
          if (from >= data.length) into.fill(0, at, at + dimensions);
          else for (let i = 0; i < dimensions; i++) into[at + i] = data[from + i];
      }),
  };
}

/** `[rows, dimensions]` of a matrix `[rows, stride]`. */
export function withoutPadding(padded: Float32Array, dimensions: number, stride: number): Float32Array {
  const rows = padded.length / stride;
  const matrix = new Float32Array(rows * dimensions);
  for (let row = 0; row < rows; row++)
    matrix.set(padded.subarray(row * stride, row * stride + dimensions), row * dimensions);
  return matrix;
}
