// What of a morpheme stands behind one character of a word, said by what differs, so that one rule serves many syllables: 가 behind 갔 and
// 사 behind 샀 are both ○, the syllable without its final letter.

import { isVowel, syllableIn, syllableOf } from '../text/hangul';

/** The beginning of the syllable, behind which its other letters stand: the vowel where it is another one, the final letter if any. */
const SAME_BEGINNING = '○';
/** Nothing. */
const NOTHING = '∅';

/** Marks of the notation that morphemes may hold. */
const MARKS = /[○∅+/%\s]/gu;

/**
 * @param isFirst whether the character begins with it; endings behind a stem in the same syllable are few, and written as they are
 * @returns undefined where it is the character itself
 */
export function writePiece(piece: string, character: string, isFirst: boolean): string | undefined {
  if (piece === character) return undefined;
  if (piece === '') return NOTHING;
  const [theirs, own] = [syllableIn(piece), syllableIn(character)];
  if (isFirst && theirs && own && [...piece].length === 1 && theirs.initial === own.initial)
    return `${SAME_BEGINNING}${theirs.vowel === own.vowel ? '' : theirs.vowel}${theirs.final}`;
  return piece.replace(MARKS, (mark) => encodeURIComponent(mark));
}

/** @returns undefined where the rule is none for this character: it is no syllable */
export function readPiece(written: string | undefined, character: string): string | undefined {
  if (written === undefined) return character;
  if (written === NOTHING) return '';
  if (!written.startsWith(SAME_BEGINNING)) return decodeMarks(written);
  const own = syllableIn(character);
  const letters = [...written.slice(SAME_BEGINNING.length)];
  const vowel = letters.length > 0 && isVowel(letters[0]) ? letters.shift() : own?.vowel;
  return own && vowel && syllableOf({ initial: own.initial, vowel, final: letters.join('') });
}

function decodeMarks(written: string): string {
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}
