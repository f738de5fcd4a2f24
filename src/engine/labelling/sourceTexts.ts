// The texts that a person is to judge: rows of a table, lines of a text, or sentences as they are cut, each once.

import { LabError } from '../../protocol/labError';
import type { LabellingSource, LabellingText } from '../../protocol/labelling';
import { tokenCutter } from '../data/tagged/cutTokens';
import { inSensibleOrder } from '../data/labels';
import { isNoToken } from '../data/tagged/readColumns';
import { findColumns } from '../text/corpus/columns';
import { openTexts } from '../text/corpus/corpusTexts';
import { breaksRows } from '../text/tables/writtenRow';
import { asInFiles } from '../text/asInFiles';
import { holdsSpans, readMarked, sentenceKey } from './judgedTexts';

export interface SourceTexts {
  texts: LabellingText[];
  repeated: number;
  names: string[];
  column?: string;
  needsQuotes: boolean;
  notices: string[];
}

/** More different labels in a column are none: they are numbers, or names. */
const MOST_NAMES = 50;

interface Found extends LabellingText {
  names: readonly string[];
}

/** Fails with `INVALID_DATA` where there are no texts, with `CANCELLED`, and as the readers. */
export async function readSourceTexts(source: LabellingSource, signal?: AbortSignal): Promise<SourceTexts> {
  const isMarked = source.kind === 'spans' && (await holdsSpans(source.file));
  const { found, ...read } = isMarked ? await sentencesIn(source, signal) : await textsIn(source, signal);
  const texts = new Map<string, LabellingText>();
  const names = new Set<string>();
  for (const { text, line, names: given } of found) {
    if (!texts.has(text)) texts.set(text, { text, line });
    for (const name of given) if (names.size <= MOST_NAMES) names.add(name);
  }
  if (texts.size === 0)
    throw new LabError('INVALID_DATA', `There is no text in "${source.file}" that could be labelled.`, {
      file: source.file,
    });
  return {
    ...{ ...read, texts: [...texts.values()], repeated: found.length - texts.size },
    names: names.size <= MOST_NAMES ? inSensibleOrder([...names]) : [],
    needsQuotes: source.kind === 'texts' && [...texts.keys()].some(breaksRows),
  };
}

interface Read {
  found: Found[];
  column?: string;
  notices: string[];
}

async function sentencesIn({ file, reading }: LabellingSource, signal?: AbortSignal): Promise<Read> {
  const { items, notices } = await readMarked(file, reading, signal);
  const unwritable = items.filter(({ tokens }) => !fitsColumns(tokens)).map(({ line }) => line);
  const found = items
    .filter(({ tokens }) => fitsColumns(tokens))
    .map(({ text, line, spans }) => ({ text, line, names: spans.map(({ type }) => type) }));
  return { found, notices: [...notices, ...leftOut(unwritable)] };
}

async function textsIn({ file, kind, ...source }: LabellingSource, signal?: AbortSignal): Promise<Read> {
  const columns = await findColumns(file, { text: source.column }, source.reading);
  const texts = await openTexts(file, columns, source.reading);
  const cut = tokenCutter(source.units ?? 'words');
  const found: Found[] = [];
  const unwritable: number[] = [];
  for await (const block of texts.blocks()) {
    if (signal?.aborted) throw new LabError('CANCELLED', 'Reading the texts was cancelled.');
    for (const { text: given, line, label } of block) {
      const text = asInFiles(given);
      if (text.trim() === '') continue;
      const names = kind === 'texts' && label ? [label] : [];
      if (kind === 'texts') found.push({ text, line, names });
      else addSentence(tokensIn(text), line);
    }
  }
  const notices = [...texts.notices(), ...leftOut(unwritable)];
  return { found, ...(columns && { column: columns.text }), notices };

  function addSentence(tokens: readonly string[], line: number): void {
    if (fitsColumns(tokens)) found.push({ text: sentenceKey(tokens), line, names: [] });
    else unwritable.push(line);
  }

  /** A tab would begin a column, and a line end a token. */
  function tokensIn(text: string): string[] {
    return cut(text.replace(/[\t\n\r]/g, ' ')).tokens;
  }
}

/** Whether a file of columns gives the tokens back as they are. */
const fitsColumns = (tokens: readonly string[]): boolean =>
  tokens.every((token, i) => !/[\t\n]/.test(token) && token === asInFiles(token) && !isNoToken(`${token}\tO`, i === 0));

const leftOut = (lines: readonly number[]): string[] =>
  lines.length === 0
    ? []
    : [
        `${lines.length} sentences have a token that begins a comment in columns (## or -DOCSTART-), or has a tab or a line end, and were left out, the first in line ${lines[0]}.`,
      ];
