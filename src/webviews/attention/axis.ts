// One side of a map or one column of a head view: what its tokens are called, and which of them make up a word.

import type { AttendedText, AttentionMap } from '../../protocol/attention';
import { visibleToken } from '../../protocol/plainText';
import { type Word, wordsOf } from './words';
import type { Span } from './weights';

export interface Axis {
  labels: string[];
  /** Words of several tokens, or written otherwise than their token. */
  brackets: Word[];
  /** The tokens of each label. */
  spans: Span[];
}

export interface Sentence {
  source: AttendedText;
  target: AttendedText;
  targetInputs: string[];
}

/** Rows and columns of the maps of a kind, by tokens or by words. */
export function axesOf(
  kind: AttentionMap['kind'],
  sentence: Sentence,
  isByWords: boolean,
): { rows: Axis; columns: Axis } {
  const { source, target, targetInputs } = sentence;
  const make = (text: AttendedText): Axis => (isByWords ? wordAxis(text) : tokenAxis(text));
  if (kind === 'encoder') return { rows: make(source), columns: make(source) };
  if (kind === 'cross') return { rows: make(target), columns: make(source) };
  // What a decoder was given are the outputs one place later, after the begin symbol.
  const given = {
    ...target,
    tokens: targetInputs,
    offsets: [[0, 0] as [number, number], ...target.offsets.slice(0, -1)],
    unknown: [false, ...target.unknown.slice(0, -1)],
  };
  if (kind === 'decoder') return { rows: make(target), columns: make(given) };
  return { rows: joined(make(source), make(target)), columns: joined(make(source), make(given)) };
}

/** One axis behind the other. */
function joined(first: Axis, second: Axis): Axis {
  const shift = first.spans.at(-1)?.end ?? 0;
  const later = <T extends Span>(span: T): T => ({ ...span, first: span.first + shift, end: span.end + shift });
  return {
    labels: [...first.labels, ...second.labels],
    brackets: [...first.brackets, ...second.brackets.map(later)],
    spans: [...first.spans, ...second.spans.map(later)],
  };
}

/** What the model saw: an unknown token is `<unk>`, and the bracket has it as it stands in the text. */
function tokenAxis(text: AttendedText): Axis {
  const tokens = text.tokens.map((token, i) => (text.unknown[i] ? UNKNOWN : token));
  const brackets = wordsOf({ ...text, tokens }).filter(({ isChanged }) => isChanged);
  return { labels: tokens.map(visibleToken), brackets, spans: tokens.map((_, i) => ({ first: i, end: i + 1 })) };
}

/** Words as they stand in the text; those that the model does not know, or not whole, say so. */
function wordAxis(text: AttendedText): Axis {
  const words = wordsOf(text);
  const label = ({ text: word, first, end }: Word): string =>
    text.unknown.slice(first, end).includes(true) ? `${visibleToken(word)} (${UNKNOWN})` : visibleToken(word);
  return { labels: words.map(label), brackets: [], spans: words };
}

const UNKNOWN = '<unk>';
