// Sentences as JSON, one a line: `tokens` with `tags`, or a `text` with `spans` of its characters.

import { z } from 'zod';
import { LabError } from '../../../protocol/labError';
import type { TokenUnit } from '../../schema/taggedData';
import { tagText } from '../../tags/tagScheme';
import { tagsOf } from '../../tags/writeTags';
import { readText } from '../../text/readText';
import { readingNotesOf } from '../../text/readingNotes';
import { tokenCutter, type CutText } from './cutTokens';
import { placeSpans, type Span } from './spans';
import type { TaggedSentence, TaggedSink } from './taggedSentence';

/** Names that others give these keys. */
const KEYS = {
  tags: ['tags', 'ner_tags', 'labels'],
  spans: ['spans', 'entities', 'label', 'labels'],
} as const;

const place = z.int().min(0);
const type = z.string().min(1);
const named = z.looseObject({ start: place, end: place, label: type.optional(), type: type.optional() });
const spanList = z.array(
  z.union([
    z.tuple([place, place, type]).transform(([start, end, name]): Span => ({ start, end, type: name })),
    named
      .refine(({ label, type: own }) => (label ?? own) !== undefined)
      .transform(({ start, end, label, type: own }): Span => ({ start, end, type: label ?? own ?? '' })),
  ]),
);
const wordList = z.array(z.string().min(1));

export interface SpanOptions {
  encoding?: string;
  units: TokenUnit;
  signal?: AbortSignal;
}

/** Notes of one kind in a file: so many are told in full. */
const TOLD = 5;

/** Fails with `INVALID_DATA`, naming the line, and as `readText`. */
export async function readSpans(file: string, options: SpanOptions, sink: TaggedSink): Promise<void> {
  const { blocks, facts } = readText(file, { encoding: options.encoding });
  const cut = tokenCutter(options.units);
  const odd: string[] = [];
  for await (const { firstLine, lines } of blocks()) {
    if (options.signal?.aborted) throw new LabError('CANCELLED', 'Reading the data was cancelled.');
    for (const [index, text] of lines.entries()) {
      if (sink.isFull()) break;
      if (text.trim() === '') continue;
      const sentence = sentenceOf(text, { file, line: firstLine + index }, cut, odd);
      if (sentence.tokens.length > 0) sink.sentences.push(sentence);
    }
    if (sink.isFull()) break;
  }
  const more = odd.length > TOLD ? [`"${file}": ${odd.length - TOLD} more spans are off the borders of tokens.`] : [];
  sink.notices.push(...readingNotesOf(file, facts), ...odd.slice(0, TOLD), ...more);
}

interface Place {
  file: string;
  line: number;
}

function sentenceOf(json: string, at: Place, cut: (text: string) => CutText, odd: string[]): TaggedSentence {
  const fault = (what: string): LabError =>
    new LabError('INVALID_DATA', `"${at.file}", line ${at.line}: ${what}`, { ...at });
  const value = objectOf(json, fault);
  const found = (names: readonly string[]): unknown => value[names.find((name) => Array.isArray(value[name])) ?? ''];
  const sentence = (tokens: string[], tags: string[]): TaggedSentence => ({
    ...{ tokens, tags, file: at.file },
    lines: tokens.map(() => at.line),
  });

  if (Array.isArray(value.tokens)) {
    const tokens = wordList.safeParse(value.tokens);
    const tags = wordList.safeParse(found(KEYS.tags));
    if (!tokens.success || !tags.success) throw fault('"tokens" and "tags" must be lists of texts that are not empty.');
    if (tokens.data.length !== tags.data.length)
      throw fault(`there are ${tokens.data.length} tokens, but ${tags.data.length} tags.`);
    return sentence(tokens.data, tags.data);
  }

  const { text } = value;
  const spans = spanList.safeParse(found(KEYS.spans));
  if (typeof text !== 'string' || !spans.success)
    throw fault('"tokens" with "tags" are needed, or "text" with "spans", each [start, end, "type"].');
  const length = [...text].length;
  const outside = spans.data.find(({ start, end }) => start >= end || end > length);
  if (outside) throw fault(`the span ${said(outside)} does not lie in the text, which has ${length} characters.`);
  const tokens = cut(text);
  const { entities, widened, empty, overlap } = placeSpans(text, tokens, spans.data);
  if (overlap) throw fault(`the spans ${said(overlap[0])} and ${said(overlap[1])} overlap.`);
  for (const span of widened)
    odd.push(
      `"${at.file}", line ${at.line}: the span ${said(span)} does not begin and end where tokens do; it was widened to whole tokens.`,
    );
  for (const span of empty)
    odd.push(`"${at.file}", line ${at.line}: the span ${said(span)} holds no token; it was left out.`);
  return sentence(
    tokens.tokens,
    tagsOf(entities, tokens.tokens.length, 'IOB2').map((tag) => tagText('IOB2', tag)),
  );
}

const said = ({ start, end, type: name }: Span): string => `${start} to ${end} (${name})`;

function objectOf(json: string, fault: (what: string) => LabError): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw fault('this is not JSON.');
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw fault('this is not an object of JSON.');
}
