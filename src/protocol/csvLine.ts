// A line of a table for spreadsheets: commas, quotes where they are needed, ended as RFC 4180 has it, no formulas.

import { spreadsheetCell } from './plainText';

/** Numbers go in whole, not as they are shown. */
export const csvLine = (cells: readonly (string | number)[]): string =>
  `${cells.map((cell) => (typeof cell === 'number' ? String(cell) : quoted(spreadsheetCell(cell)))).join(',')}\r\n`;

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);
