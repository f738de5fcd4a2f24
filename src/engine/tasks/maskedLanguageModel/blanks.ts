// The blanks of a text: where they stand, and the text that a model reads, with its mask in each.

import { LabError } from '../../../protocol/labError';
import { MASK_NAMES } from '../../text/maskToken';

/** What is taken for a blank: a mask by any of its names, or three underscores or more. */
export const BLANK_PATTERN = `${MASK_NAMES.map((name) => name.replace(/[[\]|]/g, '\\$&')).join('|')}|_{3,}`;

const BLANK = new RegExp(BLANK_PATTERN, 'g');

/** Whether a text has one. */
export const hasBlank = (text: string): boolean => text.search(BLANK) >= 0;

export interface BlankRange {
  start: number;
  end: number;
}

export interface BlankText {
  /** In the text as it was given. */
  blanks: BlankRange[];
  /** What stands around them, cleaned: one more than blanks. */
  parts: string[];
}

/** Fails with `INVALID_ARGUMENT` where there is none. @param clean cleans texts as the model's own were */
export function blankText(text: string, clean: (texts: string[]) => string[]): BlankText {
  const blanks = Array.from(text.matchAll(BLANK), ({ index, 0: found }) => ({
    start: index,
    end: index + found.length,
  }));
  if (blanks.length === 0)
    throw new LabError(
      'INVALID_ARGUMENT',
      'The text has no blank. Write [MASK] or ___ (three underscores) where a token is missing.',
    );
  const around = [0, ...blanks.map(({ end }) => end)].map((from, i) =>
    text.slice(from, blanks[i]?.start ?? text.length),
  );
  const cleaned = clean(around);
  const parts = around.map((part, i) => {
    const own = cleaned[i].trim();
    if (own === '') return /\s/.test(part) ? ' ' : '';
    return `${/^\s/.test(part) ? ' ' : ''}${own}${/\s$/.test(part) ? ' ' : ''}`;
  });
  parts[0] = parts[0].trimStart();
  parts[parts.length - 1] = parts[parts.length - 1].trimEnd();
  return { blanks, parts };
}

/**
 * The text that is read. @param keepsSpaces white space is a token; else that before a mask would be one, though the token that is asked
 * for brings it along
 */
export const withMasks = (parts: readonly string[], mask: string, keepsSpaces: boolean): string =>
  parts.map((part, i) => (keepsSpaces || i === parts.length - 1 ? part : part.trimEnd())).join(mask);

/** The text with something in each blank. */
export const filledIn = (text: string, blanks: readonly BlankRange[], found: readonly string[]): string =>
  blanks.map(({ start }, i) => text.slice(blanks[i - 1]?.end ?? 0, start) + found[i]).join('') +
  text.slice(blanks.at(-1)?.end ?? 0);
