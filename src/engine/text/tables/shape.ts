// How a table is written, found from its name and its first lines.

import { tableKind } from '../../../protocol/corpusFiles';
import { separatorOf, type ReadingOptions } from '../../../protocol/reading';
import { createDelimitedParser } from './delimitedRecords';
import { looksLikeHeader } from './header';

export interface TableShape {
  /** Values between delimiters, an object on each line, or one list of objects. */
  kind: 'delimited' | 'jsonl' | 'json';
  delimiter: string;
  /** Values may stand in quotation marks. */
  quotes: boolean;
  /** The first line is Excel's `sep=;`, and no part of the table. */
  hasSeparatorLine: boolean;
}

const CANDIDATES = ['\t', '|', ';', ','];
const CSV_CANDIDATES = [',', ';', '\t', '|'];
/** Of the rows looked at, so many must have as many values as the first line, for a file whose name says nothing. */
const REGULAR = 0.9;

/**
 * Undefined for lines of text. A file of another name than a table's is one where `header` is false or a separator is said, where its
 * first line holds one of the columns `wanted`, or where that line looks like a header and the lines behind it are as regular.
 */
export function shapeOf(
  file: string,
  lines: readonly string[],
  options: ReadingOptions & { wanted?: readonly string[] } = {},
): TableShape | undefined {
  if (options.asLines) return undefined;
  const ending = tableKind(file) ?? (/\.json(\.gz)?$/i.test(file) ? 'json' : undefined);
  if (ending === 'jsonl' || ending === 'json') return shapeOfObjects(ending, lines);
  const written = lines.filter((line) => line.trim() !== '');
  const said = /^sep=(.)\s*$/i.exec(written.at(0) ?? '')?.[1];
  const rows = said === undefined ? written : written.slice(1);
  const asked = options.separator === undefined ? said : separatorOf(options.separator);
  const found = asked ?? findDelimiter(rows, ending === 'csv' ? CSV_CANDIDATES : CANDIDATES);
  const delimiter = found ?? (ending === 'csv' ? ',' : '\t');
  const quotes = options.quotes ?? (ending === 'csv' || delimiter !== '\t');
  const shape: TableShape = { kind: 'delimited', delimiter, quotes, hasSeparatorLine: said !== undefined };
  if (ending !== undefined || asked !== undefined || options.header === false) return shape;
  const header = valuesOf(rows.at(0) ?? '', shape).map((name) => name.trim());
  if (header.length < 2) return undefined;
  if (options.wanted?.some((name) => header.includes(name))) return shape;
  return looksLikeHeader(header) && regularity(rows, delimiter, quotes) >= REGULAR ? shape : undefined;
}

/** A list may stand in a .jsonl, and an object on each line in a .json; a .json that is neither is text. */
function shapeOfObjects(ending: 'jsonl' | 'json', lines: readonly string[]): TableShape | undefined {
  const whole = { delimiter: '', quotes: false, hasSeparatorLine: false };
  const start = lines.join('\n').trimStart();
  if (/^\[\s*[{"]/.test(start)) return { kind: 'json', ...whole };
  const isObject = /^\{.*\}$/.test(lines.find((line) => line.trim() !== '')?.trim() ?? '');
  return ending === 'jsonl' || isObject ? { kind: 'jsonl', ...whole } : undefined;
}

/** The delimiter that the first line holds; of several the one that cuts the lines most regularly. */
function findDelimiter(rows: readonly string[], candidates: readonly string[]): string | undefined {
  const bare = (rows.at(0) ?? '').replace(/"[^"]*"/g, '');
  const there = candidates.filter((delimiter) => bare.includes(delimiter));
  if (there.length < 2) return there.at(0);
  const scores = there.map((delimiter) => regularity(rows, delimiter, true));
  return there[scores.indexOf(Math.max(...scores))];
}

/** The share of the rows behind the first that have as many values as it, 0..1. */
function regularity(rows: readonly string[], delimiter: string, quotes: boolean): number {
  const counts: number[] = [];
  const parser = createDelimitedParser(delimiter);
  for (const [index, row] of rows.entries()) {
    const values = quotes ? parser.take(row, index)?.values : row.split(delimiter);
    if (values) counts.push(values.length);
  }
  const [first, ...others] = counts;
  return others.length === 0 ? 0 : others.filter((count) => count === first).length / others.length;
}

const valuesOf = (row: string, { delimiter, quotes }: TableShape): string[] =>
  (quotes ? createDelimitedParser(delimiter).take(row, 1)?.values : row.split(delimiter)) ?? [];
