// A row of a table between separators, as it is written to be read again.

import type { TableShape } from './shape';

/** With its line end. Where values stand in no quotation marks, a separator or a line end within one becomes a space. */
export const writtenRow = (
  values: readonly string[],
  { delimiter, quotes }: Pick<TableShape, 'delimiter' | 'quotes'>,
): string =>
  `${values.map((value) => (quotes ? quoted(value, delimiter) : unbroken(value, delimiter))).join(delimiter)}\n`;

/** Whether a value would break a row of tab-separated values without quotation marks. */
export const breaksRows = (value: string): boolean => /[\t\n\r]/.test(value);

function quoted(value: string, delimiter: string): string {
  const isPlain = !value.includes(delimiter) && !/["\n\r]/.test(value);
  return isPlain ? value : `"${value.replaceAll('"', '""')}"`;
}

/** Without quotes a separator or a line end inside a value would break the row. */
export const unbroken = (value: string, delimiter: string): string =>
  value.replaceAll(delimiter, ' ').replace(/[\n\r]/g, ' ');
