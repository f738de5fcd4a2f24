// Cuts as GPT-2's pattern does, by hand: several times as fast as the regular expression.

import { gpt2Classes } from '../characterClasses';
import { widthAt } from '../pieces';
import type { SpanCutter } from './cutters';

/** The pattern by which GPT-2 cuts (Radford et al. 2019). */
export const GPT2_PATTERN = "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";

const SPACE_UNIT = 0x20;
const APOSTROPHE = 0x27;
const WHITE = 3;

/** As `GPT2_PATTERN` cuts, by hand. */
export const cutLikeGpt2: SpanCutter = (text, base, emit) => {
  const { units, beyond } = gpt2Classes();
  const { length } = text;
  const classAt = (at: number): number => {
    const unit = text.charCodeAt(at);
    return unit >= 0xd800 && unit < 0xdc00 && widthAt(text, at) === 2 ? beyond(text.slice(at, at + 2)) : units[unit];
  };
  for (let start = 0; start < length;) {
    let end = start;
    const unit = text.charCodeAt(start);
    const suffix = unit === APOSTROPHE ? contractionLength(text, start) : 0;
    if (suffix > 0) end = start + suffix;
    else {
      let kind = classAt(start);
      end = start;
      if (unit === SPACE_UNIT && start + 1 < length) {
        const next = classAt(start + 1);
        if (next !== WHITE) {
          end = start + 1;
          kind = next;
        }
      }
      while (end < length) {
        const at = text.charCodeAt(end);
        if (at < 0xd800 || at >= 0xdc00) {
          if (units[at] !== kind) break;
          end++;
        } else {
          if (classAt(end) !== kind) break;
          end += widthAt(text, end);
        }
      }
      if (kind === WHITE && end < length && end - start > 1) end--; // the last white space goes with what follows
    }
    emit(text, start, end, '', base);
    start = end;
  }
};

function contractionLength(text: string, at: number): number {
  const next = text.charAt(at + 1);
  if (next === 's' || next === 't' || next === 'm' || next === 'd') return 2;
  const two = text.slice(at + 1, at + 3);
  return two === 're' || two === 've' || two === 'll' ? 3 : 0;
}
