// Reads texts whose labels need not be known: lines of plain text, or the columns of a table, with its labels where it has any.

import { LabError } from '../../protocol/labError';
import { readingOptionsOf, type ReadingOptions } from '../../protocol/reading';
import { findColumns } from '../text/corpus/columns';
import { notesOf, readingNotesOf } from '../text/readingNotes';
import { readText } from '../text/readText';
import { columnIndex, tableIn, tableNotes, type Table } from '../text/table';
import type { LoadedExamples } from './examples';
import type { LabeledText } from './labeledText';
import { readingOf } from './readingOf';
import { columnNames, cutIntoTexts, textsOfExample, type TextColumns } from './severalTexts';

export interface LoadTextsOptions {
  /** What the experiment says of its own tables; it holds where nothing is said and a table has these columns. */
  own: ReadingOptions & { text: TextColumns; label: string };
  /** Of pairs two names with a comma between. */
  columns?: { text?: string; label?: string };
  reading?: ReadingOptions;
  /** Whether texts of pairs may stand alone. */
  readsApart?: boolean;
  /** Each line and row is a text, empty ones too. */
  keepsEmpty?: boolean;
  /** Whether lines are cut into the texts of pairs (when left out), or stand as they are. */
  cutsLines?: boolean;
  /** At most so many; 0: all. */
  limit?: number;
  signal?: AbortSignal;
}

/**
 * A label that is not known is ''; texts that are empty are left out, and that is told. Fails with `NOT_FOUND` (the file, a column),
 * `INVALID_DATA` (as `readText` and `openTable`; no texts), with `INVALID_ARGUMENT` for lines that are no pairs where pairs are read,
 * and with `CANCELLED`.
 */
export async function loadTexts(file: string, options: LoadTextsOptions): Promise<LoadedExamples> {
  const { own, columns, reading, keepsEmpty = false, limit = 0, signal } = options;
  const given = columns?.text?.split(',').map((name) => name.trim());
  const wanted = [...(given ?? columnNames(own.text)), columns?.label ?? own.label];
  const how = { ...readingOf(own, reading), asLines: reading?.asLines, wanted };
  const table = await tableIn(file, how);
  if (!table && given) await findColumns(file, { text: given[0] }, reading); // says that plain text has no columns
  const { blocks, notices } = table ? await rowsOf(table, options, given) : linesOf(file, options);
  const examples: LabeledText[] = [];
  let empty = 0;
  for await (const block of blocks) {
    if (signal?.aborted) throw new LabError('CANCELLED', 'Reading the texts was cancelled.');
    for (const example of block) {
      if (limit > 0 && examples.length >= limit) break;
      if (!keepsEmpty && example.texts.every((text) => text.trim() === '')) empty++;
      else examples.push(example);
    }
    if (limit > 0 && examples.length >= limit) break;
  }
  if (examples.length === 0) throw new LabError('INVALID_DATA', `There are no texts in "${file}".`, { file });
  const left = empty > 0 ? notesOf(file, [`${empty} texts are empty and were left out.`]) : [];
  return { examples, files: [file], notices: [...notices(), ...left] };
}

interface Reading {
  blocks: AsyncGenerator<LabeledText[]>;
  /** Complete once all was read. */
  notices(): string[];
}

function linesOf(file: string, { own, reading, readsApart = false, cutsLines = true }: LoadTextsOptions): Reading {
  const { facts, blocks } = readText(file, { encoding: reading?.encoding });
  const count = textsOfExample(own.text);
  async function* examples(): AsyncGenerator<LabeledText[]> {
    for await (const { firstLine, lines } of blocks())
      yield lines.map((text, index) => {
        const line = firstLine + index;
        const isAlone = !cutsLines || text.trim() === '' || (readsApart && !text.includes('\t'));
        return { texts: isAlone ? [text] : cutLine(text, count, { file, line }), label: '', file, line };
      });
  }
  return { blocks: examples(), notices: () => readingNotesOf(file, facts) };
}

function cutLine(text: string, count: number, place: { file: string; line: number }): string[] {
  try {
    return cutIntoTexts([text], count)[0];
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    throw new LabError(error.code, `"${place.file}", line ${place.line}: ${error.message}`, place, { cause: error });
  }
}

async function rowsOf(table: Table, options: LoadTextsOptions, given: readonly string[] | undefined): Promise<Reading> {
  const { file } = table;
  const { text, label } = await columnsOf(table, options, given);
  const textsAt = text.map((name) => columnIndex(table, name));
  const labelAt = label === undefined ? -1 : columnIndex(table, label);
  async function* examples(): AsyncGenerator<LabeledText[]> {
    for await (const rows of table.rows(textsAt[0]))
      yield rows.map(({ values, line }) => ({
        texts: textsAt.map((at) => values[at]),
        ...{ label: labelAt < 0 ? '' : values[labelAt].trim(), file, line },
      }));
  }
  return { blocks: examples(), notices: () => notesOf(file, tableNotes(table)) };
}

/** Those that are named, else the experiment's where the table has them; what looks like texts is taken, what looks like labels is not. */
async function columnsOf(
  { file, columns }: Table,
  { own, columns: said, reading }: LoadTextsOptions,
  given: readonly string[] | undefined,
): Promise<{ text: readonly string[]; label?: string }> {
  const ownText = columnNames(own.text);
  const isOwn = given === undefined && ownText.every((name) => columns.includes(name));
  const guess =
    given === undefined && !isOwn && ownText.length === 1
      ? await findColumns(file, {}, readingOptionsOf(reading ?? {}))
      : undefined;
  const label = said?.label ?? (columns.includes(own.label) ? own.label : undefined);
  return { text: given ?? (guess ? [guess.text] : ownText), label };
}
