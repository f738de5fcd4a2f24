// Cells of matrices and the examples that they count: a click on a cell leaves only its examples in their list. Pure.

import type { Report, ReportExample } from '../../../protocol/report';
import type { BlockOf } from './blockKinds';

type Matrix = BlockOf<'matrix'>;
type Examples = BlockOf<'examples'>;

/** A cell of a matrix, as the list of its examples is told. */
export interface Cell {
  matrix: Matrix;
  /** Names of its row and its column. */
  row: string;
  column: string;
  count: number;
}

interface CellExamples {
  /** Of the report. */
  section: number;
  block: Examples;
  /** Which of the list's columns have the names. */
  row: number;
  column: number;
}

/** The list whose columns are called as the rows and columns of a matrix are; undefined where there is none. */
export function examplesOf({ sections }: Report, matrix: Matrix): CellExamples | undefined {
  for (const [section, { blocks }] of sections.entries())
    for (const block of blocks) {
      if (block.kind !== 'examples') continue;
      const called = (name: string): number =>
        block.columns.findIndex((each) => 'title' in each && each.title.toLowerCase() === name.toLowerCase());
      const [row, column] = [called(matrix.rows), called(matrix.columns)];
      if (row >= 0 && column >= 0) return { section, block, row, column };
    }
  return undefined;
}

/** The examples of a cell among those that are listed. */
export const inCell = (
  rows: readonly ReportExample[],
  { row, column }: Cell,
  of: Pick<CellExamples, 'row' | 'column'>,
): ReportExample[] => rows.filter(({ cells }) => cells[of.row] === row && cells[of.column] === column);

/** Tells the lists of a report which cell was clicked. */
export class CellChoice {
  private readonly listeners = new Map<Examples, (cell: Cell) => void>();

  listen(block: Examples, listener: (cell: Cell) => void): void {
    this.listeners.set(block, listener);
  }

  choose(block: Examples, cell: Cell): void {
    this.listeners.get(block)?.(cell);
  }
}
