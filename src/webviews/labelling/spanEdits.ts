// Changes of the spans of a sentence. Pure.

import type { TokenSpan } from '../../protocol/judgedTags';

/** Tokens, half-open. */
export interface Chosen {
  start: number;
  end: number;
}

const overlaps = (a: Chosen, b: Chosen): boolean => a.start < b.end && b.start < a.end;

/** Without those that the tokens touch. */
export const withoutSpans = (spans: readonly TokenSpan[], chosen: Chosen): TokenSpan[] =>
  spans.filter((span) => !overlaps(span, chosen));

/** With one of a type in place of all that the tokens touch; without it, where it is there already. */
export function withSpan(spans: readonly TokenSpan[], { start, end }: Chosen, type: string): TokenSpan[] {
  const isThere = spans.some((span) => span.type === type && span.start === start && span.end === end);
  const others = withoutSpans(spans, { start, end });
  return isThere ? others : [...others, { type, start, end }].sort((a, b) => a.start - b.start);
}
