// Takes out text in brackets, with the brackets: ( ) [ ] { } and their full-width and East Asian kin.

import { closeGaps } from './spaces';

const pairs = ['()', '[]', '{}', '（）', '［］', '｛｝', '【】', '〔〕', '〖〗'];
const closers = new Map(pairs.map(([open, close]) => [close, open]));
const openers = new Set(closers.values());

/** Nested brackets go with the outermost pair; a bracket without its partner stays. */
export function removeBrackets(text: string): string {
  const open = new Map<string, number[]>();
  const ranges: { from: number; to: number }[] = [];
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    const opener = closers.get(character);
    if (opener !== undefined) {
      const from = open.get(opener)?.pop();
      if (from !== undefined) ranges.push({ from, to: at + 1 });
    } else if (openers.has(character)) {
      const waiting = open.get(character);
      if (waiting) waiting.push(at);
      else open.set(character, [at]);
    }
  }
  return ranges.length > 0 ? closeGaps(without(text, ranges)) : text;
}

function without(text: string, ranges: { from: number; to: number }[]): string {
  const parts: string[] = [];
  let end = 0;
  for (const { from, to } of ranges.sort((a, b) => a.from - b.from)) {
    if (from >= end) parts.push(text.slice(end, from));
    end = Math.max(end, to);
  }
  parts.push(text.slice(end));
  return parts.join(' ');
}
