// Tables with named columns: .csv and .tsv with a header line or without, .jsonl with one object a line; plain or .gz.
// Tab-separated text has no quoting here: a quotation mark in a review is just a character.

import { tableKind, type TableKind } from '../../protocol/corpusFiles';
import { LabError } from '../../protocol/labError';
import { createDelimitedParser, type DelimitedRecord } from './delimitedRecords';
import { byLikeness } from '../../protocol/nearestName';
import { MAX_LINE_LENGTH, readText, type LineBlock, type TextFacts } from './readText';

/** The values of one row, in the order of the columns, and the 1-based line of the file on which it starts. */
interface TableRow {
  values: readonly string[];
  line: number;
}

export interface Table {
  file: string;
  columns: readonly string[];
  /** What stands between the values of a row; absent for .jsonl. */
  delimiter?: string;
  /** May be called once. Missing values are empty. */
  rows(): AsyncGenerator<TableRow[]>;
  /** Closes the file when the rows are not read, or not to their end. */
  close(): Promise<void>;
  facts: TextFacts & {
    /** Rows with more or fewer values than there are columns. */
    ragged: number;
  };
}

export type FileKind = TableKind | 'lines';

/** What a file holds, told by its name: anything that is no table is lines of text. */
export const kindOfFile = (file: string): FileKind => tableKind(file) ?? 'lines';

export interface TableOptions {
  /** The first line of a .csv or .tsv names the columns. Without, they are `column 1`, `column 2` and so on. */
  header?: boolean;
}

/** Whether a file is read as a table: by its name, or, where tables have no header, any text as tab-separated. */
export const isTable = (file: string, { header = true }: TableOptions = {}): boolean =>
  !header || kindOfFile(file) !== 'lines';

/**
 * Opens a table and reads its columns. Fails with `INVALID_DATA` when the file is empty or, later, when a record is
 * broken (with its line), and as `readText` does. A file of kind `lines` is refused, unless it is said to have no
 * header: then it is tab-separated.
 */
export async function openTable(file: string, { header = true }: TableOptions = {}): Promise<Table> {
  if (!isTable(file, { header }))
    throw new LabError(
      'INVALID_DATA',
      `"${file}" is not a table; tables end in .csv, .tsv or .jsonl (or these with .gz).`,
      {
        file,
      },
    );
  const named = kindOfFile(file);
  const kind = named === 'lines' ? 'tsv' : named;
  const reader = readText(file);
  const facts = Object.assign(reader.facts, { ragged: 0 });
  const blocks = reader.blocks();
  const close = async (): Promise<void> => void (await blocks.return(undefined));
  try {
    const open = kind === 'jsonl' ? openObjects(file, blocks) : openRecords({ file, kind, header }, blocks, facts);
    return { file, facts, close, ...(await open) };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Where a column stands in each row. Fails with `NOT_FOUND`, naming the columns there are, likeliest first. */
export function columnIndex({ file, columns }: Table, name: string): number {
  const index = columns.indexOf(name);
  if (index >= 0) return index;
  const there = byLikeness(name, columns).slice(0, 20);
  const message = `"${file}" has no column "${name}". Its columns are ${there.map((column) => `"${column}"`).join(', ')}.`;
  throw new LabError('NOT_FOUND', message, { file, line: 1 });
}

type Opened = Pick<Table, 'columns' | 'rows' | 'delimiter'>;

function empty(file: string): LabError {
  return new LabError('INVALID_DATA', `"${file}" is empty.`, { file });
}

async function openRecords(
  { file, kind, header }: { file: string; kind: 'csv' | 'tsv'; header: boolean },
  blocks: AsyncGenerator<LineBlock>,
  facts: Table['facts'],
): Promise<Opened> {
  const found = { delimiter: '\t' };
  const records = kind === 'tsv' ? tabRecords(blocks) : commaRecords(file, blocks, found);
  let first: DelimitedRecord[] = [];
  while (first.length === 0) {
    const next = await records.next();
    if (next.done) throw empty(file);
    first = next.value;
  }
  const columns = first[0].values.map((name, index) => (header && name.trim()) || `column ${index + 1}`);
  if (header) first = first.slice(1);
  const toRow = (record: DelimitedRecord): TableRow => {
    if (record.values.length === columns.length) return record;
    facts.ragged++;
    return { line: record.line, values: columns.map((_, index) => record.values[index] ?? '') };
  };
  async function* rows(): AsyncGenerator<TableRow[]> {
    yield first.map(toRow);
    for await (const block of records) yield block.map(toRow);
  }
  return { columns, rows, delimiter: found.delimiter };
}

async function* tabRecords(blocks: AsyncIterable<LineBlock>): AsyncGenerator<DelimitedRecord[]> {
  for await (const { firstLine, lines } of blocks)
    yield lines.flatMap((text, index) => (text === '' ? [] : { values: text.split('\t'), line: firstLine + index }));
}

async function* commaRecords(
  file: string,
  blocks: AsyncIterable<LineBlock>,
  found: { delimiter: string },
): AsyncGenerator<DelimitedRecord[]> {
  let parser: ReturnType<typeof createDelimitedParser> | undefined;
  for await (const { firstLine, lines } of blocks) {
    if (!parser) {
      found.delimiter = delimiterOf(lines.find((line) => line !== '') ?? '');
      parser = createDelimitedParser(found.delimiter);
    }
    const records: DelimitedRecord[] = [];
    for (let index = 0; index < lines.length; index++) {
      const record = parser.take(lines[index], firstLine + index);
      if (record) records.push(record);
      else if (parser.held() > MAX_LINE_LENGTH) throw unclosed(file, parser.openSince());
    }
    yield records;
  }
  if (parser?.openSince() !== undefined) throw unclosed(file, parser.openSince());
}

function unclosed(file: string, line: number | undefined): LabError {
  const message = `"${file}": the quotation mark that opens a field on line ${line} is never closed. Close it, or double it if it is part of the text.`;
  return new LabError('INVALID_DATA', message, { file, line });
}

/** Some programs write semicolons or tabs into .csv files. */
function delimiterOf(header: string): string {
  const bare = header.replace(/"[^"]*"/g, '');
  return [',', ';', '\t'].find((delimiter) => bare.includes(delimiter)) ?? ',';
}

async function openObjects(file: string, blocks: AsyncGenerator<LineBlock>): Promise<Opened> {
  const start = await blocks.next();
  if (start.done) throw empty(file);
  const first = parseObjects(file, start.value);
  const columns = [...new Set(first.flatMap(({ object }) => Object.keys(object)))];
  if (columns.length === 0) throw empty(file);
  const toRow = ({ object, line }: ObjectLine): TableRow => ({
    line,
    values: columns.map((column) => (Object.hasOwn(object, column) ? textOf(object[column]) : '')),
  });
  async function* rows(): AsyncGenerator<TableRow[]> {
    yield first.map(toRow);
    for await (const block of blocks) yield parseObjects(file, block).map(toRow);
  }
  return { columns, rows };
}

interface ObjectLine {
  object: Record<string, unknown>;
  line: number;
}

function parseObjects(file: string, { firstLine, lines }: LineBlock): ObjectLine[] {
  return lines.flatMap((text, index) =>
    text.trim() === '' ? [] : { object: parseObject(file, text, firstLine + index), line: firstLine + index },
  );
}

/** One line of a .jsonl file. Fails with `INVALID_DATA`, naming the line, when it is not a JSON object. */
export function parseObject(file: string, text: string, line: number): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // told below
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new LabError('INVALID_DATA', `"${file}", line ${line}: a JSON object is expected on each line.`, {
    file,
    line,
  });
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
}
