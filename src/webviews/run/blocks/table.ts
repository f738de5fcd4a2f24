// A table with a name for each row and figures behind it.

import { element } from '../../shared/element';
import { cell, nameCell, numberCell, plainTable, row, scrollable } from '../../shared/plainTable';
import type { BlockDrawing } from './block';
import { shownColumn } from './columns';

export const drawTable: BlockDrawing<'table'> = (block, context) => {
  const title = context.translate(block.title);
  const columns = block.columns.map((column) => shownColumn(column, context));
  const rows = block.rows.map((values) =>
    row(
      ...columns.map(({ isNumeric, write }, i) => {
        const text = write(values[i]);
        if (isNumeric) return numberCell(text);
        return i === 0 ? nameCell(text, text) : cell(text, text);
      }),
    ),
  );
  return [element('h2', { text: title }), scrollable(title, plainTable({ headings: columns, rows }))];
};
