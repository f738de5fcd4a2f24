// Cuts a tokenisation into messages a view can take: lines with their tokens' counts, and rows of the vocabulary.
import * as path from 'node:path';
import type { TokenizeReply } from '../../protocol/tokenizeCalls';
import type { ShownLine, VocabularyRow } from '../../protocol/tokensView';

export const LINES_A_MESSAGE = 50;
export const ROWS_A_MESSAGE = 4000;
/** A line of a megabyte would stop any page: its first tokens stand for it, and the view says so. */
export const MOST_TOKENS_A_LINE = 600;

type ReplyLine = TokenizeReply['lines'][number];

/** What the vocabulary of a tokenisation says of a token. */
export interface KnownWords {
  countOf(token: string): number;
  idOf(token: string): number | undefined;
  /** Of a token of the text itself, with the id it was given. */
  isUnknown(token: string, id: number | undefined): boolean;
  /** Of a token of another text. */
  isOutside(token: string): boolean;
}

/** `<pad> <unk> <bos> <eos>` come first in the vocabularies made here. */
const UNKNOWN_ID = 1;
const UNKNOWN_TOKENS = new Set(['<unk>', '[UNK]']);

/** `isOurs`: the ids are those of a vocabulary made here, not of a `tokenizer.json`. */
export function countsOf(vocabulary: TokenizeReply['vocabulary'], isOurs: boolean): KnownWords {
  const words = new Map(vocabulary.map((word) => [word.token, word]));
  return {
    countOf: (token) => words.get(token)?.count ?? 0,
    idOf: (token) => words.get(token)?.id,
    isUnknown(token, id) {
      const word = words.get(token);
      if (word) return word.id === undefined || UNKNOWN_TOKENS.has(token);
      return id === undefined || (isOurs && id === UNKNOWN_ID);
    },
    isOutside: (token) => words.get(token)?.id === undefined,
  };
}

export function shownLine(line: ReplyLine, words: KnownWords, severalFiles: boolean): ShownLine {
  const cut = line.tokens.length > MOST_TOKENS_A_LINE;
  const tokens = cut ? line.tokens.slice(0, MOST_TOKENS_A_LINE) : line.tokens;
  const offsets = line.offsets.slice(0, tokens.length);
  const end = offsets.at(-1)?.[1] ?? 0;
  return {
    line: line.line,
    text: cut ? line.text.slice(0, end) : line.text,
    tokens,
    ids: line.ids.slice(0, tokens.length),
    offsets,
    counts: tokens.map((token) => words.countOf(token)),
    unknown: tokens.flatMap((token, i) => (words.isUnknown(token, line.ids[i]) ? [i] : [])),
    tokenCount: line.tokens.length,
    ...(severalFiles && line.file !== undefined ? { file: path.basename(line.file) } : {}),
  };
}

export function vocabularyPage(
  vocabulary: TokenizeReply['vocabulary'],
  from: number,
): { rows: VocabularyRow[]; next: number | null } {
  const part = vocabulary.slice(from, from + ROWS_A_MESSAGE);
  const end = from + part.length;
  const rows = part.map(({ token, count, id }): VocabularyRow => [token, count, id ?? null]);
  return { rows, next: end < vocabulary.length ? end : null };
}
