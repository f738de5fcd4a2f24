// A corpus read line by line or row by row, with each text in the hands of a function, and written back in the format
// it had: other columns stay, line ends become LF, the encoding UTF-8.

import { readText, type TextFacts } from '../readText';
import { columnIndex, kindOfFile, openTable, parseObject } from '../table';

/** The new text, or undefined to leave the line or row out. */
type TextChange = (text: string) => string | undefined;

export interface CorpusCopy {
  facts: TextFacts & { ragged?: number };
  /** The copy, a piece for each block that was read, the last with its line end. May be called once. */
  pieces(change: TextChange): AsyncGenerator<string>;
}

/** `column` is needed for tables alone. Failures are those of `readText` and `openTable`, while it is read. */
export async function openCorpus(file: string, column: string | undefined): Promise<CorpusCopy> {
  const kind = kindOfFile(file);
  if (kind === 'lines' || column === undefined) return openLines(file, (text, change) => change(text));
  if (kind === 'jsonl') return openLines(file, objectChange(file, column));
  return openRows(file, column);
}

type LineChange = (text: string, change: TextChange, line: number) => string | undefined;

function openLines(file: string, changeLine: LineChange): CorpusCopy {
  const { facts, blocks } = readText(file);
  return {
    facts,
    async *pieces(change) {
      for await (const { firstLine, lines } of blocks()) {
        const kept = lines.flatMap((text, index) => changeLine(text, change, firstLine + index) ?? []);
        yield kept.map((text) => `${text}\n`).join('');
      }
    },
  };
}

/** A line whose text stays is copied as it is, so that its numbers keep all their digits. */
function objectChange(file: string, column: string): LineChange {
  return (line, change, number) => {
    if (line.trim() === '') return line;
    const object = parseObject(file, line, number);
    const text = Object.hasOwn(object, column) ? object[column] : undefined;
    if (typeof text !== 'string') return line;
    const changed = change(text);
    if (changed === undefined || changed === text) return changed === undefined ? undefined : line;
    object[column] = changed;
    return JSON.stringify(object);
  };
}

async function openRows(file: string, column: string): Promise<CorpusCopy> {
  const table = await openTable(file);
  const { delimiter = ',' } = table;
  const isQuoted = kindOfFile(file) === 'csv';
  const format = (values: readonly string[]): string =>
    `${values.map((value) => (isQuoted ? quoted(value, delimiter) : unbroken(value))).join(delimiter)}\n`;
  const at = columnIndexOrClose();
  function columnIndexOrClose(): number {
    try {
      return columnIndex(table, column);
    } catch (error) {
      void table.close();
      throw error;
    }
  }
  return {
    facts: table.facts,
    async *pieces(change) {
      yield format(table.columns);
      for await (const rows of table.rows()) {
        const parts: string[] = [];
        for (const { values } of rows) {
          const text = change(values[at]);
          if (text !== undefined) parts.push(format(values.map((value, index) => (index === at ? text : value))));
        }
        yield parts.join('');
      }
    },
  };
}

function quoted(value: string, delimiter: string): string {
  const isPlain = !value.includes(delimiter) && !/["\n\r]/.test(value);
  return isPlain ? value : `"${value.replaceAll('"', '""')}"`;
}

/** Tab-separated text has no quotes: a tab or line end inside a value would break the row. */
const unbroken = (value: string): string => value.replace(/[\t\n\r]/g, ' ');
