// Figures that tell heads apart, for sorting them. Pure.

import type { Weights } from './weights';

export interface HeadFigures {
  /** Mean over rows of −Σ w log₂ w, in bits: 0 when each token looks at one place, log₂(columns) when it looks everywhere alike. */
  entropy: number;
  /** Mean over rows of Σ w · |place − column| in tokens (Vig and Belinkov 2019), where the row's place is its share of the way. */
  distance: number;
  /**
   * Correlation of rows and columns under the weights, from −1 to 1: 1 when the head goes along the text, −1 when it goes
   * against it, near 0 when where it looks does not depend on the place.
   */
  diagonality: number;
}

export function headFigures({ rows, columns, weights }: Weights): HeadFigures {
  // Of matrices that are not square, rows lie evenly along the columns.
  const step = rows === columns ? 1 : rows > 1 ? (columns - 1) / (rows - 1) : 0;
  let entropy = 0;
  let distance = 0;
  const sums = { all: 0, x: 0, y: 0, xx: 0, yy: 0, xy: 0 };
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const weight = weights[row * columns + column];
      if (!(weight > 0)) continue;
      entropy -= weight * Math.log2(weight);
      distance += weight * Math.abs(row * step - column);
      sums.all += weight;
      sums.x += weight * column;
      sums.y += weight * row;
      sums.xx += weight * column * column;
      sums.yy += weight * row * row;
      sums.xy += weight * row * column;
    }
  }
  return { entropy: entropy / rows, distance: distance / rows, diagonality: correlation(sums) };
}

function correlation({ all, x, y, xx, yy, xy }: Record<'all' | 'x' | 'y' | 'xx' | 'yy' | 'xy', number>): number {
  const spread = (xx / all - (x / all) ** 2) * (yy / all - (y / all) ** 2);
  return spread > 1e-12 ? (xy / all - (x * y) / all ** 2) / Math.sqrt(spread) : 0;
}
