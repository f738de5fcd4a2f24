// Spans of characters as tags of tokens. Whatever cannot be kept as it is, is told.

import type { Entity } from '../../tags/tag';
import type { CutText } from './cutTokens';

/** Characters `start` to `end` (exclusive), counted as Python counts: code points. */
export interface Span {
  start: number;
  end: number;
  type: string;
}

export interface PlacedSpans {
  /** In order. */
  entities: Entity[];
  /** Spans that begin or end within a token; they were widened to whole tokens. */
  widened: Span[];
  /** Spans that hold no token. */
  empty: Span[];
  /** Two spans that share a token. */
  overlap?: [Span, Span];
}

/** The place in UTF-16 units of each code point, and of the end. */
function unitPlaces(text: string): number[] {
  const places: number[] = [];
  let at = 0;
  for (const character of text) {
    places.push(at);
    at += character.length;
  }
  return [...places, at];
}

export function placeSpans(text: string, { offsets }: CutText, spans: readonly Span[]): PlacedSpans {
  const places = unitPlaces(text);
  const placed: PlacedSpans = { entities: [], widened: [], empty: [] };
  let before: { span: Span; end: number } | undefined;
  for (const span of [...spans].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const [from, to] = [places[span.start] ?? text.length, places[span.end] ?? text.length];
    const start = offsets.findIndex(([, end]) => end > from);
    const behind = offsets.findIndex(([first]) => first >= to);
    const end = behind < 0 ? offsets.length : behind;
    if (start < 0 || start >= end) {
      placed.empty.push(span);
      continue;
    }
    const isSpace = (a: number, b: number): boolean => text.slice(a, b).trim() === '';
    const [first, last] = [offsets[start][0], offsets[end - 1][1]];
    if (first < from || last > to || !isSpace(from, first) || !isSpace(last, to)) placed.widened.push(span);
    if (before && start < before.end) placed.overlap ??= [before.span, span];
    placed.entities.push({ type: span.type, start, end });
    before = { span, end };
  }
  return placed;
}
