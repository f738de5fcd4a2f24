// Takes out text in brackets, with the brackets: all that Unicode has, or square ones alone.

import type { BracketKind } from '../../../protocol/cleaning';
import { closeGaps } from './spaces';

const SQUARE = new Map([[']', '[']]);
/** Openers whose partner is not the next character. */
const APART = new Map([['[', ']'], ['{', '}'], ['［', '］'], ['｛', '｝'], ['﴿', '﴾'], ['⦍', '⦐'], ['⦏', '⦎']]); // prettier-ignore
/** Quotation marks that Unicode counts among the openers. */
const QUOTES = new Set(['〝', '‚', '„']);

let all: ReadonlyMap<string, string> | undefined;

/** Openers by closers: characters of the category Ps and the Pe that belongs to each. */
function allBrackets(): ReadonlyMap<string, string> {
  all ??= new Map(
    Array.from({ length: 0xffff }, (_, code) => String.fromCharCode(code)).flatMap((opener): [string, string][] => {
      if (!/\p{Ps}/u.test(opener) || QUOTES.has(opener)) return [];
      const closer = APART.get(opener) ?? String.fromCharCode(opener.charCodeAt(0) + 1);
      return /\p{Pe}/u.test(closer) ? [[closer, opener]] : [];
    }),
  );
  return all;
}

/** Nested brackets go with the outermost pair; a bracket without its partner stays. */
export function removeBrackets(kind: BracketKind): (text: string) => string {
  const closers = kind === 'square' ? SQUARE : allBrackets();
  const openers = new Set(closers.values());
  return (text) => {
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
  };
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
