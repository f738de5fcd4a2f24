// What a fastText classifier makes of a text (model.cc, predict): the mean of its rows against the rows of the labels, in
// float32 as there, so that the same model says the same.

import { logShares, softplus } from '../../analysis/logShares';
import type { ReadRows } from '../vectors/fasttext/inputMatrix';
import { labelTree, type LabelTree } from './labelTree';
import type { LabelWeights } from './textModel';

/** The natural logarithm of each label's share; all are 0 in a text without features, whose shares are equal. */
export type ScoreText = (rows: ArrayLike<number>, read: ReadRows) => Float64Array;

/** The mean of a text's rows, `[dimensions]`, which the next text overwrites; zeros of a text without features. */
export function createTextMean({ dimensions }: Pick<LabelWeights, 'dimensions'>) {
  const hidden = new Float32Array(dimensions);
  const row = new Float32Array(dimensions);
  return (rows: ArrayLike<number>, read: ReadRows): Float32Array => {
    hidden.fill(0);
    for (let at = 0; at < rows.length; at++) {
      read(rows[at], row);
      for (let i = 0; i < dimensions; i++) hidden[i] += row[i];
    }
    const share = Math.fround(1 / Math.max(1, rows.length));
    for (let i = 0; i < dimensions; i++) hidden[i] *= share;
    return hidden;
  };
}

export function createLabelScores(model: LabelWeights): ScoreText {
  const meanOf = createTextMean(model);
  const scoreOf = createMeanScores(model);
  return (rows, read) => scoreOf(meanOf(rows, read));
}

/** Of the mean of a text's rows, `[dimensions]`. */
export function createMeanScores(model: LabelWeights): (hidden: Float32Array) => Float64Array {
  const { dimensions, loss, labels, labelCounts, output } = model;
  const tree = loss === 'hierarchical-softmax' ? labelTree(labelCounts) : undefined;
  const margins = new Float64Array(labels.length);
  return (hidden) => {
    for (let k = 0, at = 0; k < labels.length; k++) {
      let sum = 0;
      for (let i = 0; i < dimensions; i++, at++) sum += hidden[i] * output[at];
      margins[k] = sum;
    }
    if (tree) return treeShares(margins, tree);
    return logShares(loss === 'softmax' ? margins : margins.map((margin) => -softplus(-margin)));
  };
}

/** log p = Σ log σ(±margin) over the label's path. */
function treeShares(margins: Float64Array, { starts, nodes, codes }: LabelTree): Float64Array {
  return margins.map((_, label) => {
    let sum = 0;
    for (let at = starts[label]; at < starts[label + 1]; at++) {
      const margin = margins[nodes[at]];
      sum -= softplus(codes[at] === 1 ? -margin : margin);
    }
    return sum;
  });
}

/**
 * The vector against which a feature's row speaks for a label and not for the others, `[dimensions]`: the label's row less the
 * mean of the others'; of a tree, the sum of the nodes on its path, each with the sign of its branch.
 */
export function labelDirection(
  { dimensions, loss, labels, labelCounts, output }: LabelWeights,
  k: number,
): Float64Array {
  const direction = new Float64Array(dimensions);
  const add = (row: number, factor: number): void => {
    for (let i = 0; i < dimensions; i++) direction[i] += factor * output[row * dimensions + i];
  };
  if (loss === 'hierarchical-softmax') {
    const { starts, nodes, codes } = labelTree(labelCounts);
    for (let at = starts[k]; at < starts[k + 1]; at++) add(nodes[at], codes[at] === 1 ? 1 : -1);
  } else labels.forEach((_, row) => add(row, row === k ? 1 : -1 / (labels.length - 1)));
  return direction;
}
