// Reads labelled texts: from a table, from one file or folder for each label, or from a folder of such folders.

import fs from 'node:fs/promises';
import path from 'node:path';
import type { DataSource } from '../../protocol/data';
import { LabError } from '../../protocol/labError';
import { readingOptionsOf, type ReadingOptions } from '../../protocol/reading';
import { notesOf, readingNotesOf } from '../text/readingNotes';
import { readText } from '../text/readText';
import { columnIndex, tableIn, tableNotes } from '../text/table';
import type { Rows } from '../text/rows';
import { ExampleKeeper } from './exampleKeeper';
import type { LabeledText } from './labeledText';
import { OtherColumns } from './otherColumns';
import { columnNames, type TextColumns } from './severalTexts';

export interface ReadOptions extends ReadingOptions {
  /** Where relative paths start. */
  baseFolder: string;
  /** Column names, for tables; of texts one or two. */
  text: TextColumns;
  label: string;
  /** A text may have no label: the value is empty or missing. */
  mayLackLabel?: boolean;
  /** At most this many examples; 0 or undefined for all. One file for each label: as many of each. */
  limit?: number;
  signal?: AbortSignal;
}

export interface LoadedExamples<Examples = LabeledText[]> {
  examples: Examples;
  /** The files that were read, absolute. */
  files: string[];
  /** What a person should know: unreadable characters, ragged rows. */
  notices: string[];
}

/** What was read so far. */
class Reading {
  readonly files: string[] = [];
  readonly notices: string[] = [];
  /** Of examples, those among them that are not kept. */
  count = 0;
  isEmpty = true;
  /** Of the others, those that group the examples of a table. */
  columns?: ReadonlySet<string>;

  constructor(
    readonly keeper: ExampleKeeper,
    private readonly kept: (example: LabeledText) => LabeledText | undefined,
  ) {}

  add(example: LabeledText): void {
    this.count++;
    this.isEmpty &&= example.texts.every((text) => text.trim() === '');
    const kept = this.kept(example);
    if (kept) this.keeper.add(kept);
  }
}

/** Reads a source into memory. Fails as `keepExamples`. */
export async function loadExamples(source: DataSource, options: ReadOptions): Promise<LoadedExamples> {
  const { examples, ...loaded } = await keepExamples(source, options, new ExampleKeeper(Infinity));
  return { ...loaded, examples: [...examples] };
}

/**
 * Reads a source into a keeper, whose the examples are. Fails with `NOT_FOUND` (a file, a column), `INVALID_DATA` (as `readText` and
 * `openTable`; an empty label, with its line; a label without examples; no examples; no text in any), `DISK` or `CANCELLED`.
 * @param kept what is kept of an example, if it is
 */
export async function keepExamples(
  source: DataSource,
  options: ReadOptions,
  keeper: ExampleKeeper,
  kept: (example: LabeledText) => LabeledText | undefined = (example) => example,
): Promise<LoadedExamples<Rows<LabeledText>>> {
  const loaded = new Reading(keeper, kept);
  const { limit = 0, baseFolder } = options;
  if (typeof source === 'object') await loadByLabel(source.labels, options, loaded);
  else {
    const file = path.resolve(baseFolder, source);
    if (await isFolder(file)) await loadByLabel(await labelFolders(file), options, loaded);
    else await loadTable(file, options, limit || Infinity, loaded);
  }
  const { files, notices, count, columns } = loaded;
  if (count === 0) throw new LabError('INVALID_DATA', `There are no examples in ${quoted(files)}.`, { file: files[0] });
  if (loaded.isEmpty)
    throw new LabError('INVALID_DATA', `All ${count} texts in ${quoted(files)} are empty.`, { file: files[0] });
  return { examples: keeper.end(columns), files, notices };
}

function quoted(files: readonly string[]): string {
  const more = files.length > 3 ? ` and ${files.length - 3} more files` : '';
  return `${files
    .slice(0, 3)
    .map((file) => `"${file}"`)
    .join(', ')}${more}`;
}

async function isFolder(file: string): Promise<boolean> {
  return fs.stat(file).then(
    (stat) => stat.isDirectory(),
    () => false, // reading it will tell
  );
}

async function labelFolders(folder: string): Promise<Record<string, string>> {
  const entries = await fs.readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name);
  if (names.length > 0) return Object.fromEntries(names.sort().map((name) => [name, path.join(folder, name)]));
  throw new LabError('INVALID_DATA', `The folder "${folder}" has no folder for each label in it.`, { file: folder });
}

async function loadTable(file: string, options: ReadOptions, limit: number, loaded: Reading): Promise<void> {
  const { text, label, signal, raggedRows = 'refuse', mayLackLabel = false } = options;
  const texts = columnNames(text);
  const reading = { ...readingOptionsOf(options), raggedRows, wanted: [...texts, label] };
  const table = await tableIn(file, reading);
  if (!table) throw withoutLabels(file);
  loaded.files.push(file);
  let missing = 0;
  const emptyAt: number[] = [];
  try {
    const textsAt = texts.map((column) => columnIndex(table, column));
    const labelAt = columnIndex(table, label);
    const others = new OtherColumns(table.columns, [...textsAt, labelAt]);
    for await (const rows of table.rows(textsAt[0])) {
      throwIfCancelled(signal);
      for (const { values, line } of rows) {
        if (loaded.count >= limit) break;
        const value = mayLackLabel
          ? presentLabel(values[labelAt])
          : requireLabel(values[labelAt], { file, line, label });
        const given = textsAt.map((at) => values[at]);
        for (const each of given) if (isMissing(each)) missing++;
        if (given.length > 1 && given.some((each) => each.trim() === '')) emptyAt.push(line);
        const columns = others.of(values);
        loaded.add({ texts: given, label: value, file, line, ...(columns ? { columns } : {}) });
      }
      if (loaded.keeper.isOnDisk) others.forget();
      if (loaded.count >= limit) break;
    }
    loaded.columns = others.names;
  } finally {
    await table.close();
  }
  loaded.notices.push(...notesOf(file, [...tableNotes(table), ...emptyNotes(emptyAt)]));
  if (missing > 0)
    loaded.notices.push(...notesOf(file, [`${missing} texts are "NaN", as programs write a value that is missing.`]));
}

/** Where the texts of a pair are not all there. */
function emptyNotes(lines: readonly number[]): string[] {
  if (lines.length === 0) return [];
  const shown = lines.slice(0, 10).join(', ') + (lines.length > 10 ? ', ...' : '');
  return [`${lines.length} pairs have an empty text (lines ${shown}).`];
}

const isMissing = (value: string): boolean => value === 'NaN' || value === 'nan';

/** As it stands, '' where it is missing. */
const presentLabel = (value: string): string => (isMissing(value.trim()) ? '' : value.trim());

/** Fails with `INVALID_DATA` for a label that is not there. */
function requireLabel(given: string, { file, line, label }: { file: string; line: number; label: string }): string {
  const value = given.trim();
  if (value !== '' && !isMissing(value)) return value;
  const what = value === '' ? 'is empty' : `is "${value}", a value that is missing`;
  throw new LabError('INVALID_DATA', `"${file}", line ${line}: the column "${label}" ${what}.`, { file, line });
}

/** What to tell about a file of plain text that is given where labels are needed. */
export function withoutLabels(file: string): LabError {
  const message = `"${file}" has no labels. Give a table (.csv, .tsv, .jsonl) or { "labels": { "<label>": "<file>", ... } }.`;
  return new LabError('INVALID_DATA', message, { file });
}

async function loadByLabel(labels: Record<string, string>, options: ReadOptions, loaded: Reading): Promise<void> {
  const limitEach = options.limit ? Math.ceil(options.limit / Object.keys(labels).length) : Infinity;
  for (const [label, name] of Object.entries(labels)) {
    const file = path.resolve(options.baseFolder, name);
    const before = loaded.count;
    const until = before + limitEach;
    if (await isFolder(file)) await loadFolder(file, label, until, options, loaded);
    else await loadLines(file, label, until, options, loaded);
    if (loaded.count === before)
      throw new LabError('INVALID_DATA', `"${file}" has no texts for the label "${label}".`, { file });
  }
}

/** One example a file, in the order of the names. */
async function loadFolder(
  folder: string,
  label: string,
  until: number,
  { encoding, signal }: ReadOptions,
  loaded: Reading,
) {
  const entries = await fs.readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.')).map(({ name }) => name);
  for (const name of names.sort()) {
    if (loaded.count >= until) break;
    throwIfCancelled(signal);
    const file = path.join(folder, name);
    const { blocks, facts } = readText(file, { encoding });
    const lines: string[] = [];
    for await (const block of blocks()) lines.push(...block.lines);
    loaded.files.push(file);
    loaded.add({ texts: [lines.join('\n')], label, file, line: 1 });
    loaded.notices.push(...readingNotesOf(file, facts));
  }
}

/** One example a line; blank lines are none. */
async function loadLines(
  file: string,
  label: string,
  until: number,
  { encoding, signal }: ReadOptions,
  loaded: Reading,
) {
  loaded.files.push(file);
  const { blocks, facts } = readText(file, { encoding });
  for await (const { firstLine, lines } of blocks()) {
    throwIfCancelled(signal);
    lines.forEach((text, index) => {
      if (text.trim() !== '' && loaded.count < until)
        loaded.add({ texts: [text], label, file, line: firstLine + index });
    });
    if (loaded.count >= until) break;
  }
  loaded.notices.push(...readingNotesOf(file, facts));
}

function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new LabError('CANCELLED', 'Reading the data was cancelled.');
}
