// Where the most probable tokens of each row are, found in the graph: all probabilities of all rows are far more than is
// looked at, and bringing them out of it costs more than finding the best.

import { multiplyDims } from '../../graph/dims';
import { add, cast, gatherRows, max, mul, reshape, topIndices } from '../../graph/ops';
import type { Value } from '../../graph/value';

export interface BestParts {
  /** Which parts of the vocabulary, [rows, count] int32. */
  parts: Value;
  /** Those of their tokens, [rows, count, width]. */
  logProbabilities: Value;
}

/** Tokens of a part: about so many are fastest. */
const WIDTH = 32;

/**
 * The `count` most probable tokens stand in the `count` parts with the greatest maxima, the first of equals.
 * @param logProbabilities [rows, vocabulary], more than `count` of a fixed vocabulary; at least one row
 * @param rowNumbers 0, 1, 2, ...: [rows, 1] int32
 */
export function bestParts(logProbabilities: Value, rowNumbers: Value, count: number): BestParts {
  const [rows] = logProbabilities.shape;
  const vocabulary = Number(logProbabilities.shape[1]);
  const width = partWidth(vocabulary, count);
  const all = vocabulary / width;
  const maxima = width === 1 ? logProbabilities : max(reshape(logProbabilities, [rows, all, width]), 2); // [rows, all]
  const parts = cast(topIndices(maxima, count), 'int32');
  const table = reshape(logProbabilities, [multiplyDims(rows, all), width]);
  return { parts, logProbabilities: gatherRows(table, add(mul(rowNumbers, all), parts)) };
}

/** A divisor of the vocabulary near WIDTH that makes more parts than `count`; where there is none, 1. */
function partWidth(vocabulary: number, count: number): number {
  const widths = Array.from({ length: 4 * WIDTH }, (_, i) => i + 1);
  const fitting = widths.filter((n) => n >= WIDTH / 4 && vocabulary % n === 0 && vocabulary / n > count);
  const distance = (width: number): number => Math.abs(Math.log(width / WIDTH));
  return fitting.sort((a, b) => distance(a) - distance(b))[0] ?? 1;
}
