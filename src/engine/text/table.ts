// Tables with named columns: values between separators, with a header line or without, or JSON objects; plain or .gz. Tab-separated
// text has no quoting unless it is said: a quotation mark in a review is just a character.

import { tableKind, type TableKind } from '../../protocol/corpusFiles';
import { LabError } from '../../protocol/labError';
import { byLikeness } from '../../protocol/nearestName';
import type { RaggedRows, ReadingOptions } from '../../protocol/reading';
import { readText, type LineBlock, type TextFacts, type TextReader } from './readText';
import type { DelimitedRecord } from './tables/delimitedRecords';
import { guessHeader, headerNotes, type HeaderFacts } from './tables/guessedHeader';
import { looksLikeData } from './tables/header';
import { listElements } from './tables/jsonList';
import { fieldsOf, fieldText, objectsOfElements, objectsOfLines, type ObjectLine } from './tables/objects';
import { fitRows, raggedNotes, refuseRagged, type RaggedFacts } from './tables/raggedRows';
import { readingNotes } from './readingNotes';
import { recordsOf } from './tables/records';
import { shapeOf, type TableShape } from './tables/shape';

/** The values of one row, in the order of the columns, and the 1-based line of the file on which it starts. */
interface TableRow {
  values: readonly string[];
  line: number;
}

export interface Table {
  file: string;
  columns: readonly string[];
  shape: TableShape;
  /** What becomes of ragged rows. */
  raggedRows: RaggedRows;
  /**
   * May be called once. Missing values are empty. Fails with `INVALID_DATA` when a record is broken, or ragged and to be refused.
   * @param textAt the column that values too many belong to, where ragged rows are repaired
   */
  rows(textAt?: number): AsyncGenerator<TableRow[]>;
  /** Closes the file when the rows are not read, or not to their end. */
  close(): Promise<void>;
  facts: TextFacts & RaggedFacts & HeaderFacts;
}

export type FileKind = TableKind | 'lines';

/** What a file holds, told by its name alone: anything that is no table is lines of text. */
export const kindOfFile = (file: string): FileKind => tableKind(file) ?? 'lines';

export interface TableOptions extends ReadingOptions {
  /** Columns that are looked for: a file of any name whose first line holds one of them is a table. */
  wanted?: readonly string[];
}

/** As `openTable`; undefined where the file, by its name and its first lines, is lines of text. */
export async function tableIn(file: string, options: TableOptions = {}): Promise<Table | undefined> {
  const reader = readText(file, { encoding: options.encoding, keepsLoneReturns: true });
  const start = await reader.start();
  const shape = shapeOf(file, start.split('\n'), options);
  if (!shape) {
    await reader.close();
    return undefined;
  }
  const facts = Object.assign(reader.facts, { ragged: 0, raggedRows: [], header: true });
  const opened = shape.kind === 'delimited' ? openRecords : openObjects;
  return opened({ file, shape, raggedRows: options.raggedRows ?? 'repair', options, facts }, reader);
}

/**
 * Opens a table and reads its columns. Fails with `INVALID_DATA` when the file is empty or lines of text, or, later, when a record is
 * broken (with its line), and as `readText` does.
 */
export async function openTable(file: string, options?: TableOptions): Promise<Table> {
  const table = await tableIn(file, options);
  if (table) return table;
  throw notATable(file);
}

function notATable(file: string): LabError {
  const message = `"${file}" is not a table; tables end in .csv, .tsv or .jsonl (or these with .gz), or begin with the names of their columns.`;
  return new LabError('INVALID_DATA', message, { file });
}

/** Where a column stands in each row. Fails with `NOT_FOUND`, naming the columns there are, likeliest first. */
export function columnIndex({ file, columns, shape, facts }: Table, name: string): number {
  const index = columns.indexOf(name);
  if (index >= 0) return index;
  const there = byLikeness(name, columns).slice(0, 20);
  const isHeaderless = shape.kind === 'delimited' && columns.some((column) => looksLikeData(column));
  const hint = !facts.header
    ? ` ${headerNotes(facts).join()}`.trimEnd()
    : isHeaderless
      ? ' If its first line names no columns, set "header" to false.'
      : '';
  const message = `"${file}" has no column "${name}". Its columns are ${there.map((column) => `"${column}"`).join(', ')}.${hint}`;
  throw new LabError('NOT_FOUND', message, { file, line: 1 });
}

type Opening = Pick<Table, 'file' | 'shape' | 'raggedRows' | 'facts'> & { options: TableOptions };

function empty(file: string): LabError {
  return new LabError('INVALID_DATA', `"${file}" is empty.`, { file });
}

async function openRecords({ file, shape, raggedRows, facts, options }: Opening, reader: TextReader): Promise<Table> {
  const { start, rest, close } = await startOf<DelimitedRecord, LineBlock>(reader.blocks(), (blocks) =>
    recordsOf(file, blocks, shape),
  );
  if (start.length === 0) throw empty(file);
  const { header } = Object.assign(facts, headerOf(start, options));
  const columns = start[0].values.map((name, index) => (header && name.trim()) || `column ${index + 1}`);
  const first = header ? start.slice(1) : start;
  async function* rows(textAt?: number): AsyncGenerator<TableRow[]> {
    const rule = { file, columns: columns.length, delimiter: shape.delimiter, raggedRows, textAt };
    const fitting = (records: DelimitedRecord[]): TableRow[][] => {
      const fitted = fitRows(records, rule, facts);
      return raggedRows === 'refuse' && facts.ragged > 0 ? [] : [fitted.map(withoutReturns)];
    };
    yield* fitting(first);
    for await (const block of rest) yield* fitting(block);
    refuseRagged(rule, facts);
  }
  return { ...{ file, shape, raggedRows, facts }, columns, rows, close };
}

const headerOf = ([first, ...rows]: DelimitedRecord[], { header, wanted }: TableOptions): HeaderFacts =>
  header === undefined
    ? guessHeader(
        first.values,
        rows.map(({ values }) => values),
        wanted,
      )
    : { header };

/** What a person should know about how a table was read; complete once it was. */
export const tableNotes = ({ facts, raggedRows }: Table): string[] => [
  ...readingNotes(facts),
  ...headerNotes(facts),
  ...raggedNotes(facts, raggedRows),
];

/** A CR alone within a value is a line end of its text. */
function withoutReturns(row: TableRow): TableRow {
  if (!row.values.some((value) => value.includes('\r'))) return row;
  return { line: row.line, values: row.values.map((value) => value.replaceAll('\r', '\n')) };
}

async function openObjects({ file, shape, raggedRows, facts }: Opening, reader: TextReader): Promise<Table> {
  const { start, rest, close } =
    shape.kind === 'json'
      ? await startOf<ObjectLine, string>(reader.pieces(), async function* (pieces) {
          for await (const block of listElements(file, pieces)) yield objectsOfElements(file, block);
        })
      : await startOf<ObjectLine, LineBlock>(reader.blocks(), async function* (blocks) {
          for await (const block of blocks) yield objectsOfLines(file, block);
        });
  const columns = fieldsOf(start);
  if (columns.length === 0) {
    await close();
    throw empty(file);
  }
  const toRow = ({ object, line }: ObjectLine): TableRow => ({
    line,
    values: columns.map((column) => fieldText(object, column)),
  });
  async function* rows(): AsyncGenerator<TableRow[]> {
    yield start.map(toRow);
    for await (const block of rest) yield block.map(toRow);
  }
  return { ...{ file, shape, raggedRows, facts }, columns, rows, close };
}

/** The first block that is not empty, and those behind it; the file is closed when there is a fault before. */
async function startOf<Item, Read>(
  reading: AsyncGenerator<Read>,
  parse: (reading: AsyncGenerator<Read>) => AsyncGenerator<Item[]>,
): Promise<{ start: Item[]; rest: AsyncGenerator<Item[]>; close(): Promise<void> }> {
  const close = async (): Promise<void> => void (await reading.return(undefined));
  const rest = parse(reading);
  try {
    for (;;) {
      const next = await rest.next();
      if (next.done || next.value.length > 0) return { start: next.done ? [] : next.value, rest, close };
    }
  } catch (error) {
    await close();
    throw error;
  }
}
