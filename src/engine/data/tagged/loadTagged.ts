// Reads tagged sentences from a file, whatever its format, and checks their tags.

import path from 'node:path';
import { LabError } from '../../../protocol/labError';
import type { TaggedDataOptions } from '../../schema/taggedData';
import { likelyScheme, misplacedTags, repairedTags } from '../../tags/checkTags';
import type { TagRepair } from '../../tags/entities';
import { readTag } from '../../tags/tag';
import { tagText, type TagScheme } from '../../tags/tagScheme';
import { kindOfFile } from '../../text/table';
import type { Training } from '../../text/trainers/training';
import { readColumns } from './readColumns';
import { readMorphemes } from './readMorphemes';
import { readSpans } from './readSpans';
import type { TaggedSentence } from './taggedSentence';

interface Options extends Pick<TaggedDataOptions, 'token' | 'tag' | 'units' | 'encoding' | 'separator'> {
  /** Words have morphemes, and tokens are characters. */
  morphemes?: boolean;
  /** Others that are read, from 1. */
  columns?: readonly number[];
}

export interface LoadedSentences {
  sentences: TaggedSentence[];
  notices: string[];
}

/** Fails with `NOT_FOUND`, `INVALID_DATA` (as the readers, or without any sentence) and `CANCELLED`. */
export async function loadTagged(
  file: string,
  options: Options,
  { limit = 0, signal }: { limit?: number; signal?: AbortSignal } = {},
): Promise<LoadedSentences> {
  const sentences: TaggedSentence[] = [];
  const notices: string[] = [];
  const sink = { sentences, notices, isFull: (more = 0) => limit > 0 && sentences.length + more >= limit };
  if (/\.json(\.gz)?$/i.test(file))
    throw new LabError('INVALID_DATA', `"${file}": sentences are read from .jsonl, with one object a line.`, { file });
  const isJson = kindOfFile(file) === 'jsonl';
  const { columns = [], morphemes } = options;
  const refuse = (what: string): LabError => new LabError('INVALID_DATA', `"${file}" ${what}`, { file });
  if (morphemes && isJson) throw refuse('is JSON: words with their morphemes are read from columns.');
  if ((isJson || morphemes) && columns.length > 0)
    throw refuse(
      isJson
        ? `has no columns, and the model looks at column ${columns[0]}.`
        : `is read as characters, and the model looks at column ${columns[0]}, which is of words.`,
    );
  if (morphemes) await readMorphemes(file, { ...options, signal }, sink);
  else if (isJson) await readSpans(file, { ...options, signal }, sink);
  else await readColumns(file, { ...options, signal }, sink);
  if (sentences.length === 0) throw new LabError('INVALID_DATA', `There are no sentences in "${file}".`, { file });
  return { sentences, notices };
}

/** Tokens whose tags are checked between two pauses, some milliseconds' work; a longer sentence by itself. */
const TOKENS_A_STEP = 16_384;

/** The scheme that the sentences are in; undefined where each tag stands for itself. */
export function* schemeOf(
  sentences: readonly TaggedSentence[],
  said: TaggedDataOptions['scheme'],
): Training<TagScheme | undefined> {
  if (said !== 'auto') return said === 'plain' ? undefined : said;
  return yield* likelyScheme(sentences.map(({ tags }) => tags));
}

/** The first tag of no scheme, where more than nine of ten of the others but O are of one: B-PER, and not BN. */
export function strayTag(
  sentences: readonly TaggedSentence[],
): { file: string; line: number; tag: string } | undefined {
  const count = { ofSchemes: 0, others: 0 };
  let stray: { file: string; line: number; tag: string } | undefined;
  for (const { file, lines, tags } of sentences)
    tags.forEach((tag, at) => {
      if (tag === 'O') return;
      const isOfScheme = tag.includes('-') && readTag(tag) !== undefined;
      count[isOfScheme ? 'ofSchemes' : 'others']++;
      if (!isOfScheme) stray ??= { file, line: lines[at], tag };
    });
  return count.ofSchemes > 9 * count.others ? stray : undefined;
}

/**
 * The sentences with tags that the scheme allows, and what was repaired. Fails with `INVALID_DATA`, naming file and line, at a tag that is
 * none of the scheme's, and at a misplaced one where these are refused.
 */
export function* checkedTags(
  sentences: readonly TaggedSentence[],
  scheme: TagScheme | undefined,
  rule: TaggedDataOptions['misplaced'],
): Training<LoadedSentences> {
  if (scheme === undefined) return { sentences: [...sentences], notices: [] };
  const found = new Map<string, { count: number; line: number; tag: string }>();
  const checked: TaggedSentence[] = [];
  let tokens = 0;
  for (const sentence of sentences) {
    checked.push(checkedIn(scheme, sentence));
    tokens += sentence.tags.length;
    if (tokens < TOKENS_A_STEP) continue;
    tokens = 0;
    yield checked.length / sentences.length;
  }
  const notices = [...found].map(([file, { count, line, tag }]) => {
    const so =
      rule === 'begin'
        ? 'they begin entities, as conlleval reads them'
        : 'they became O, as seqeval reads them strictly';
    return `"${path.basename(file)}": ${count} tags stand where ${scheme} does not allow them, the first in line ${line} (${tag}); ${so}.`;
  });
  return { sentences: checked, notices };

  function checkedIn(known: TagScheme, sentence: TaggedSentence): TaggedSentence {
    const { file, lines, tags } = sentence;
    const read = tags.map((text, at) => readTag(text) ?? refuse(text, { file, line: lines[at] }));
    const misplaced = misplacedTags(read, known);
    if (misplaced.length === 0) return sentence;
    const [first] = misplaced;
    const [line, tag] = [lines[first], tags[first]];
    if (rule === 'refuse') {
      const what = first === 0 ? 'begins a sentence' : `follows ${tags[first - 1]}`;
      const message = `"${file}", line ${line}: ${tag} ${what}, which ${known} does not allow.`;
      throw new LabError('INVALID_DATA', message, { file, line });
    }
    const before = found.get(file) ?? { count: 0, line, tag };
    found.set(file, { ...before, count: before.count + misplaced.length });
    return { ...sentence, tags: repairedTags(read, known, rule).map((each) => tagText(known, each)) };
  }

  function refuse(text: string, at: { file: string; line: number }): never {
    throw new LabError(
      'INVALID_DATA',
      `"${at.file}", line ${at.line}: "${text}" is no tag of a scheme like ${scheme}. Set "data.scheme" to "plain" where each tag stands for itself.`,
      at,
    );
  }
}

/** How outputs are read: what nobody wrote cannot be refused. */
export const repairOf = (rule: TaggedDataOptions['misplaced']): TagRepair => (rule === 'begin' ? 'begin' : 'discard');
