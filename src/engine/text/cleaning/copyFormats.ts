// A corpus read line by line or row by row, with each text in the hands of a function, and written back in the format
// it had: other columns stay, line ends become LF, the encoding UTF-8.

import type { ReadingOptions } from '../../../protocol/reading';
import { readingNotes } from '../readingNotes';
import { readText, type TextFacts } from '../readText';
import { columnIndex, openTable, tableNotes, type Table } from '../table';
import { listElements } from '../tables/jsonList';
import { objectsOfElements, ownerOf, parseObject, type JsonObject } from '../tables/objects';
import { writtenRow } from '../tables/writtenRow';

/** The new text, or undefined to leave the line or row out. */
type TextChange = (text: string) => string | undefined;

export interface CorpusCopy {
  facts: TextFacts;
  /** The copy, a piece for each block that was read, the last with its line end. May be called once. */
  pieces(change: TextChange): AsyncGenerator<string>;
  /** What a person should know about how it was read; complete once it was. */
  notices(): string[];
}

/** `column` is given exactly for tables. Failures are those of `readText` and `openTable`, while it is read. */
export async function openCorpus(
  file: string,
  column: string | undefined,
  reading: ReadingOptions = {},
): Promise<CorpusCopy> {
  if (column === undefined) return openLines(file, reading, (text, change) => change(text));
  const table = await openTable(file, { ...reading, wanted: [column] });
  if (table.shape.kind === 'delimited') return openRows(table, column);
  await table.close();
  return table.shape.kind === 'json'
    ? openList(file, column, reading)
    : openLines(file, reading, objectChange(file, column));
}

type LineChange = (text: string, change: TextChange, line: number) => string | undefined;

function openLines(file: string, { encoding }: ReadingOptions, changeLine: LineChange): CorpusCopy {
  const { facts, blocks } = readText(file, { encoding });
  return {
    ...{ facts, notices: () => readingNotes(facts) },
    async *pieces(change) {
      for await (const { firstLine, lines } of blocks()) {
        const kept = lines.flatMap((text, index) => changeLine(text, change, firstLine + index) ?? []);
        yield kept.map((text) => `${text}\n`).join('');
      }
    },
  };
}

function objectChange(file: string, column: string): LineChange {
  return (line, change, number) =>
    line.trim() === '' ? line : changedObject(parseObject(file, line, number), line, column, change);
}

/** An object whose text stays is copied as it is written, so that its numbers keep all their digits. */
function changedObject(object: JsonObject, written: string, column: string, change: TextChange): string | undefined {
  const place = ownerOf(object, column);
  const text = place && Object.hasOwn(place.object, place.key) ? place.object[place.key] : undefined;
  if (!place || typeof text !== 'string') return written;
  const changed = change(text);
  if (changed === undefined || changed === text) return changed === undefined ? undefined : written;
  place.object[place.key] = changed;
  return JSON.stringify(object);
}

/** A list of objects, each on a line of its own in the copy. */
function openList(file: string, column: string, { encoding }: ReadingOptions): CorpusCopy {
  const { facts, pieces } = readText(file, { encoding });
  return {
    ...{ facts, notices: () => readingNotes(facts) },
    async *pieces(change) {
      let before = '[\n';
      for await (const elements of listElements(file, pieces())) {
        const kept = objectsOfElements(file, elements).flatMap(
          ({ object }, index) => changedObject(object, writtenAs(elements[index].text), column, change) ?? [],
        );
        if (kept.length === 0) continue;
        yield before + kept.join(',\n');
        before = ',\n';
      }
      yield before === '[\n' ? '[]\n' : '\n]\n';
    },
  };
}

/** A text alone stands for an object with the field `text`. */
const writtenAs = (element: string): string => (element.startsWith('"') ? `{"text":${element}}` : element);

async function openRows(table: Table, column: string): Promise<CorpusCopy> {
  const { delimiter, hasSeparatorLine } = table.shape;
  const format = (values: readonly string[]): string => writtenRow(values, table.shape);
  const at = await columnIndexOrClose(table, column);
  return {
    facts: table.facts,
    notices: () => tableNotes(table),
    async *pieces(change) {
      const header = table.facts.header ? format(table.columns) : '';
      yield `${hasSeparatorLine ? `sep=${delimiter}\n` : ''}${header}`;
      for await (const rows of table.rows(at)) {
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

async function columnIndexOrClose(table: Table, column: string): Promise<number> {
  try {
    return columnIndex(table, column);
  } catch (error) {
    await table.close();
    throw error;
  }
}
