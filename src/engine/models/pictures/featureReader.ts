// What another network found in pictures, as a decoder sees it: its places through one layer.

import { reshape, transpose } from '../../graph/ops';
import { linear, linearParameters } from '../../nn/linear';
import { flatten, nest } from '../../nn/parameters';
import type { PictureReader } from './pictureReader';

/** Of each picture. */
export interface GivenFeatures {
  rows: number;
  columns: number;
  /** Of a place. */
  numbers: number;
}

/** @param width of places, as the decoder looks at them */
export function featureReader({ rows, columns, numbers }: GivenFeatures, width: number): PictureReader {
  const tree = { projection: linearParameters({ inputs: numbers, outputs: width }) };
  return {
    ...{ source: { shape: [rows, columns, numbers], rows, columns }, width, parameters: flatten(tree) },
    read(p, source) {
      const [batch] = source.shape;
      const places = transpose(reshape(source, [batch, rows * columns, numbers]), [1, 0, 2]); // [places, batch, numbers]
      return { places: linear(nest(tree, p).projection, places), tracked: [] };
    },
  };
}
