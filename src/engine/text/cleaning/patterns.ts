// Steps that replace what a pattern finds. No pattern here can be entered twice at the same place, so all take linear
// time.

import { withoutGaps } from './spaces';

export type TextStep = (text: string) => string;

function replacing(pattern: RegExp, replacement: string): TextStep {
  const inserted = replacement === '' ? ' ' : ` ${replacement} `;
  return (text) =>
    withoutGaps(
      text,
      text.replace(pattern, () => inserted),
    );
}

/** Keeps letters, their marks, digits and white space, and the characters of `keep`; all others become a blank. */
export function removeSpecialCharacters(keep: string): TextStep {
  const kept = keep.replace(/[\\\]^[-]/g, '\\$&');
  return replacing(new RegExp(`[^\\p{L}\\p{M}\\p{N}\\s${kept}]+`, 'gu'), '');
}

/** Numbers in digits of any script, with the points and commas inside them. */
export const replaceDigits = (replacement: string): TextStep => replacing(/\p{N}+(?:[.,]\p{N}+)*/gu, replacement);

/** Web addresses, with or without `http://`; marks that end a sentence are not part of one. */
export const replaceUrls = (replacement: string): TextStep =>
  replacing(
    /(?:https?:\/\/|ftp:\/\/|(?<![\p{L}\p{N}])www\.)[^\s<>"'()[\]{}「」]*[^\s<>"'()[\]{}「」.,;:!?…。]/giu,
    replacement,
  );

/**
 * Mail addresses. Found from the `@`, not from the start of a word: a long word without one is then read once and not
 * once for each of its letters.
 */
export function replaceEmails(replacement: string): TextStep {
  const inserted = replacement === '' ? ' ' : ` ${replacement} `;
  return (text) => {
    const parts: string[] = [];
    let kept = 0;
    for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
      let from = at;
      while (from > kept && at - from < 64 && /[A-Za-z0-9._%+-]/.test(text[from - 1])) from--;
      domain.lastIndex = at + 1;
      if (from === at || !domain.test(text)) continue;
      parts.push(text.slice(kept, from));
      kept = domain.lastIndex;
    }
    return parts.length > 0 ? withoutGaps(text, [...parts, text.slice(kept)].join(inserted)) : text;
  };
}

const domain = /[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}/y;

/** Letters and marks that stand more than `maximum` times in a row stand so often: ㅋㅋㅋㅋ becomes ㅋㅋ. Digits stay. */
export function shortenRepeats(maximum: number): TextStep {
  const pattern = new RegExp(`([\\p{L}\\p{P}\\p{S}])\\1{${maximum},}`, 'gu');
  return (text) => text.replace(pattern, (_, character: string) => character.repeat(maximum));
}
