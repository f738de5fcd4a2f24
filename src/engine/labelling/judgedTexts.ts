// Texts with the labels that a person gave them, and sentences with spans, as the files of labels hold them.

import { encodingNamed } from '../../protocol/encodings';
import { LabError } from '../../protocol/labError';
import type { TokenSpan } from '../../protocol/judgedTags';
import type { ReadingOptions } from '../../protocol/reading';
import { isTaggedFile } from '../../protocol/corpusFiles';
import { isNoToken } from '../data/tagged/readColumns';
import { loadTagged, schemeOf } from '../data/tagged/loadTagged';
import { entitiesIn } from '../tags/entities';
import { readTag } from '../tags/tag';
import { findColumns } from '../text/corpus/columns';
import { openTexts } from '../text/corpus/corpusTexts';
import { readText } from '../text/readText';
import { kindOfFile, tableIn } from '../text/table';
import { isLabelName } from '../text/tables/header';
import { finishTraining } from '../text/trainers/training';

/** What tells a text from all others, and where it stands. */
interface Judged {
  text: string;
  /** 1-based. */
  line: number;
}

export interface LabelledText extends Judged {
  label: string;
}

/** `text`: its tokens, each on a line, which no token has within. */
export interface MarkedSentence extends Judged {
  tokens: readonly string[];
  /** In order, none overlapping another. */
  spans: TokenSpan[];
}

export interface Read<T> {
  items: T[];
  notices: string[];
}

export const sentenceKey = (tokens: readonly string[]): string => tokens.join('\n');

/**
 * Whether a file holds sentences with spans rather than texts with labels: by its name, JSON lines by their keys, others by their first
 * lines, since columns as of CoNLL have names of all kinds. Fails as `readText`.
 */
export async function holdsSpans(file: string): Promise<boolean> {
  if (isTaggedFile(file)) return true;
  if (kindOfFile(file) !== 'jsonl') return looksTagged((await startOf(file)).split('\n'));
  const table = await tableIn(file);
  await table?.close();
  const has = (...names: string[]): boolean => names.some((name) => table?.columns.includes(name));
  return has('spans', 'entities') || (has('tokens') && has('tags', 'ner_tags', 'labels'));
}

async function startOf(file: string): Promise<string> {
  const reader = readText(file, { keepsLoneReturns: true });
  try {
    return await reader.start();
  } finally {
    await reader.close();
  }
}

/** Lines that are looked at. */
const LOOKED_AT = 1000;

/** A token and a tag of a scheme in each line, with empty lines between: among the last of the lines one may be cut. */
function looksTagged(lines: readonly string[]): boolean {
  const looked = lines.slice(0, LOOKED_AT).slice(0, -1);
  const tokens = looked.filter(
    (line, i) => line.trim() !== '' && !isNoToken(line, (looked[i - 1] ?? '').trim() === ''),
  );
  const separator = tokens.at(0)?.includes('\t') ? '\t' : /\s+/;
  const rows = tokens.map((line) => line.trimEnd().split(separator));
  const areTags = rows.every((row) => row.length > 1 && readTag(row.at(-1) ?? '') !== undefined);
  const isMarked = rows.some((row) => (row.at(-1) ?? '').includes('-'));
  return areTags && isMarked && looked.some((line) => line.trim() === '');
}

interface LabelColumns {
  text?: string;
  label?: string;
}

/** The rows that have a label. Fails with `INVALID_DATA` where the file has no column of labels, and as `findColumns` and `openTexts`. */
export async function readLabelled(
  file: string,
  wanted: LabelColumns = {},
  reading: ReadingOptions = {},
  signal?: AbortSignal,
): Promise<Read<LabelledText>> {
  const columns = await findColumns(file, { text: wanted.text, label: wanted.label }, reading);
  const label = wanted.label ?? columns?.label ?? (await labelColumnOf(file, reading));
  if (!columns || label === undefined)
    throw new LabError('INVALID_DATA', `"${file}" has no column of labels: a table with texts and labels is needed.`, {
      file,
    });
  const texts = await openTexts(file, { text: columns.text, label }, reading);
  const items: LabelledText[] = [];
  for await (const block of texts.blocks()) {
    if (signal?.aborted) throw new LabError('CANCELLED', 'Reading the labels was cancelled.');
    for (const row of block) if (row.label) items.push({ text: row.text, line: row.line, label: row.label });
  }
  return { items, notices: texts.notices() };
}

/** By its name alone: a column in which all have one label is not guessed, and one label may be all that was given so far. */
async function labelColumnOf(file: string, reading: ReadingOptions): Promise<string | undefined> {
  const table = await tableIn(file, reading);
  await table?.close();
  return table?.columns.find(isLabelName);
}

/** Tags of every scheme, those that are misplaced as conlleval reads them; where they are of none, each is a span by itself. Fails as `loadTagged`. */
export async function readMarked(
  file: string,
  { encoding, separator }: ReadingOptions = {},
  signal?: AbortSignal,
): Promise<Read<MarkedSentence>> {
  const known = encoding === undefined ? undefined : encodingNamed(encoding);
  const options = { token: 1, tag: -1, units: 'words', encoding: known, separator } as const;
  const { sentences, notices } = await loadTagged(file, options, { signal });
  const scheme = finishTraining(schemeOf(sentences, 'auto'));
  const items = sentences.map(({ tokens, tags, lines }) => ({
    ...{ text: sentenceKey(tokens), tokens, line: lines[0] },
    spans: entitiesIn(tags, scheme, 'begin').filter(({ type }) => type !== 'O'),
  }));
  return { items, notices };
}
