// The sentences that a view of tags lists: those that pass its filter, in pages, each from a little before its first error on. Pure.
import {
  ENTITY_ERRORS,
  type EntityErrorKind,
  type SentenceBesideRight,
  type TagError,
  type TokenSpan,
} from '../../protocol/judgedTags';
import { type ListedSentence, type SentencesRequest, TAG_FILTERS, type TagFilter } from '../../protocol/tagsView';

export const SENTENCES_A_PAGE = 100;

/** Tokens of a sentence in a list, and how many of them before its first error: words, or characters. */
const TOKENS_LISTED = 160;
const WORDS_BEFORE = 6;
const CHARACTERS_BEFORE = 24;

const areCharacters = (tokens: readonly string[]): boolean => tokens.every((token) => [...token].length === 1);

const passes = ({ errors }: SentenceBesideRight, filter: TagFilter): boolean => {
  if (filter === 'all') return true;
  return filter === 'wrong' ? errors.length > 0 : errors.some(({ kind }) => kind === filter);
};

/** As it is written: characters that are tagged one by one stand beside each other. */
const textOf = (tokens: readonly string[]): string => tokens.join(areCharacters(tokens) ? '' : ' ');

/** Tokens that are looked through before others have their turn. */
const TOKENS_AT_ONCE = 50_000;

/** The indices of those that pass. */
export async function passing(
  sentences: readonly SentenceBesideRight[],
  { filter, text }: Pick<SentencesRequest, 'filter' | 'text'>,
): Promise<number[]> {
  const wanted = text.trim().toLowerCase();
  const found: number[] = [];
  let tokens = 0;
  for (const [index, sentence] of sentences.entries()) {
    if (!passes(sentence, filter)) continue;
    if (wanted === '' || textOf(sentence.tokens).toLowerCase().includes(wanted)) found.push(index);
    tokens += wanted === '' ? 0 : sentence.tokens.length;
    if (tokens < TOKENS_AT_ONCE) continue;
    tokens = 0;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return found;
}

export function listed(sentence: SentenceBesideRight, index: number): ListedSentence {
  const { tokens, line, right, found, errors } = sentence;
  const first = errors.at(0)?.start ?? 0;
  const before = areCharacters(tokens) ? CHARACTERS_BEFORE : WORDS_BEFORE;
  const from = first <= 2 * before ? 0 : first - before;
  const to = Math.min(tokens.length, from + TOKENS_LISTED);
  const within = <T extends TokenSpan | TagError>(spans: readonly T[]): T[] =>
    spans
      .filter(({ start, end }) => start < to && end > from)
      .map((span) => ({ ...span, start: Math.max(0, span.start - from), end: Math.min(to, span.end) - from }));
  return {
    ...{ line, index, tokens: tokens.slice(from, to), isCutBefore: from > 0, isCutBehind: to < tokens.length },
    ...{ right: within(right), found: within(found), errors: within(errors) },
  };
}

/** How many sentences pass each filter, and how many errors there are of each kind. */
export function countsOf(sentences: readonly SentenceBesideRight[]) {
  const counts = Object.fromEntries(
    TAG_FILTERS.map((filter) => [filter, sentences.filter((sentence) => passes(sentence, filter)).length]),
  ) as Record<TagFilter, number>;
  const errors = Object.fromEntries(ENTITY_ERRORS.map((kind) => [kind, 0])) as Record<EntityErrorKind, number>;
  for (const { kind } of sentences.flatMap((sentence) => sentence.errors)) errors[kind]++;
  return { sentences: counts, errors };
}

/** The most frequent first. */
export function typesIn(sentences: readonly SentenceBesideRight[]): string[] {
  const counts = new Map<string, number>();
  for (const { right, found } of sentences)
    for (const { type } of [...right, ...found]) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([type]) => type);
}
