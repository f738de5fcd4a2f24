// How many rows a matrix product takes at a time. ONNX Runtime goes through all rows of the left matrix for each small piece
// of the right one; of thousands of rows, neither they nor their results stay in the processor's cache meanwhile. Of a few
// hundred they do, and the product is a fifth faster.

import type { Emitter } from '../graph/emitter';

/** Below this the right matrix is read too often. */
const FEWEST_ROWS = 192;
const MOST_BLOCKS = 64;

const numbersTo = (last: number): number[] => Array.from({ length: last }, (_, i) => i + 1);

/**
 * The greatest number of equal blocks that rows can be cut into with enough rows in each, or 1: rows, an int64 tensor [1] ->
 * blocks [1] and rows of each [1].
 */
export function rowBlocks(e: Pick<Emitter, 'node' | 'constant'>, rows: string): { blocks: string; rows: string } {
  const counts = e.constant('int64', [MOST_BLOCKS], numbersTo(MOST_BLOCKS));
  const one = e.constant('int64', [1], [1]);
  const areEqual = e.node('Equal', [e.node('Mod', [rows, counts]), e.constant('int64', [1], [0])]);
  const areEnough = e.node('GreaterOrEqual', [e.node('Div', [rows, counts]), e.constant('int64', [1], [FEWEST_ROWS])]);
  const possible = e.node('Where', [e.node('And', [areEqual, areEnough]), counts, one]);
  const blocks = e.node('ReduceMax', [possible], { keepdims: 1 }); // [1]
  return { blocks, rows: e.node('Div', [rows, blocks]) };
}
