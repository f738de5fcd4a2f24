// Cuts a tokenisation into messages a view can take: lines with their tokens' counts, and rows of the vocabulary.
import * as path from 'node:path';
import type { TokenizeReply } from '../../protocol/engine';
import type { ShownLine, VocabularyRow } from '../../protocol/views';

export const LINES_A_MESSAGE = 50;
export const ROWS_A_MESSAGE = 4000;
/** A line of a megabyte would stop any page: its first tokens stand for it, and the view says so. */
export const MOST_TOKENS_A_LINE = 600;

type ReplyLine = TokenizeReply['lines'][number];

export function countsOf(vocabulary: TokenizeReply['vocabulary']): Map<string, number> {
  return new Map(vocabulary.map(({ token, count }) => [token, count]));
}

export function shownLine(line: ReplyLine, counts: ReadonlyMap<string, number>, severalFiles: boolean): ShownLine {
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
    counts: tokens.map((token) => counts.get(token) ?? 0),
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
