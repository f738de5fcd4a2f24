// How each kind of block is drawn: one line for each.

import type { BlockContext, BlockDrawing } from './block';
import type { BlockKind, BlockOf } from './blockKinds';
import { drawCurves } from './curves';
import { drawExamples } from './examples';
import { drawFigures } from './figures';
import { drawMatrix } from './matrix';
import { drawNotes } from './notes';
import { drawReliability } from './reliability';
import { drawTable } from './table';

const DRAWINGS: { [K in BlockKind]: BlockDrawing<K> } = {
  figures: drawFigures,
  matrix: drawMatrix,
  table: drawTable,
  reliability: drawReliability,
  curves: drawCurves,
  examples: drawExamples,
  notes: drawNotes,
};

export const drawBlock = <K extends BlockKind>(block: BlockOf<K>, context: BlockContext): Node[] =>
  DRAWINGS[block.kind](block, context);
