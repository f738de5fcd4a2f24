// The character n-grams of a word and their rows, as in fastText (Bojanowski et al. 2017, section 3.2): n-grams of <word>
// with marks at both ends, hashed into buckets. With the unit `jamo` Hangul syllables are first cut into three letters
// (Park et al. 2018, section 3.1), so that endings that share letters share n-grams.

import type { SubwordSettings } from '../../protocol/embedding';
import { syllableIn } from '../text/hangul';

/** Stands for the missing last letter of an open syllable. */
const NO_FINAL = '∅';

/** Each Hangul syllable as initial, medial and final letter; everything else stays. */
export function toJamo(word: string): string {
  let letters = '';
  for (const character of word) {
    const syllable = syllableIn(character);
    letters += syllable ? syllable.initial + syllable.vowel + (syllable.final || NO_FINAL) : character;
  }
  return letters;
}

/** 32-bit FNV-1a over bytes taken as signed, as fastText has it. */
export function hashBytes(bytes: Uint8Array, start = 0, end = bytes.length): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ ((bytes[at] << 24) >> 24), 0x01000193);
  return hash >>> 0;
}

/** The same over the UTF-8 of a text, which is never written: of half a surrogate pair that of U+FFFD, as everywhere. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  const add = (byte: number): void => void (hash = Math.imul(hash ^ ((byte << 24) >> 24), 0x01000193));
  for (let at = 0; at < text.length; at++) {
    let point = text.charCodeAt(at);
    if (point < 0x80) {
      add(point);
      continue;
    }
    if (point >= 0xd800 && point < 0xe000) {
      const whole = text.codePointAt(at) ?? 0;
      point = whole > 0xffff ? whole : 0xfffd;
      if (whole > 0xffff) at++;
    }
    if (point < 0x800) add(0xc0 | (point >> 6));
    else {
      if (point < 0x10000) add(0xe0 | (point >> 12));
      else {
        add(0xf0 | (point >> 18));
        add(0x80 | ((point >> 12) & 0x3f));
      }
      add(0x80 | ((point >> 6) & 0x3f));
    }
    add(0x80 | (point & 0x3f));
  }
  return hash >>> 0;
}

const encoder = new TextEncoder();

/** The bucket of each n-gram of the word, in fastText's order, repetitions included; empty for words too short to have one. */
export function subwordBuckets(word: string, settings: SubwordSettings): number[] {
  return ngramBuckets(encoder.encode(`<${settings.unit === 'jamo' ? toJamo(word) : word}>`), settings);
}

/** As `subwordBuckets`, of a word in UTF-8 with its marks `<` and `>`. */
export function ngramBuckets(
  bytes: Uint8Array,
  { minLength, maxLength, buckets }: Omit<SubwordSettings, 'unit'>,
): number[] {
  const isStart = (at: number): boolean => (bytes[at] & 0xc0) !== 0x80;
  const found: number[] = [];
  for (let start = 0; start < bytes.length; start++) {
    if (!isStart(start)) continue;
    let end = start;
    for (let length = 1; length <= maxLength && end < bytes.length; length++) {
      end++;
      while (end < bytes.length && !isStart(end)) end++;
      const isMark = length === 1 && (start === 0 || end === bytes.length);
      if (length >= minLength && !isMark) found.push(hashBytes(bytes, start, end) % buckets);
    }
  }
  return found;
}
