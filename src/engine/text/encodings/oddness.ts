// How unlike text a decoded text is: bytes read in a wrong encoding give characters that writing has no use for in such places.

const BEYOND_ASCII = /[^\u0000-\u007F]/g;
const REPLACED = /[\uFFFD\u0000-\u0008\u000B\u000E-\u0019\u001C-\u001F\u007F-\u009F]/g;
const RARE = /[\u2500-\u259F\uE000-\uF8FF]/g;
const HALF_WIDTH = /[\uFF61-\uFF9F]/g;
/** A capital behind a small letter, as in a word whose cases are swapped. */
const SWAPPED = /\p{Ll}\p{Lu}/gu;
/** A mark within a word that is no apostrophe, hyphen or dot. */
const MARK_IN_WORD = /\p{L}[¡-»¿×÷†‡‰€‹›„‚…™ˆ˜¤¢¬¦]\p{L}/gu;
const SCRIPTS = ['Latin', 'Cyrillic', 'Greek', 'Hebrew', 'Arabic', 'Thai'];
/** Letters of two alphabets side by side. */
const MIXED = new RegExp(
  SCRIPTS.map((script) => {
    const others = SCRIPTS.filter((other) => other !== script).map((other) => `\\p{Script=${other}}`);
    return `\\p{Script=${script}}(?=[${others.join('')}])`;
  }).join('|'),
  'gu',
);

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** 0 for text that looks written, about 1 and more where each character beyond ASCII is out of place. */
export function oddnessOf(text: string): number {
  const beyondAscii = count(text, BEYOND_ASCII);
  if (beyondAscii === 0) return 0;
  const odd =
    3 * count(text, REPLACED) +
    count(text, RARE) +
    0.5 * count(text, HALF_WIDTH) +
    count(text, SWAPPED) +
    count(text, MARK_IN_WORD) +
    count(text, MIXED);
  return odd / beyondAscii;
}

/** The most frequent syllables of Korean, about two thirds of a text, and the letters that stand alone in messages. */
const FREQUENT_KOREAN =
  '이다는에하고의을를지가아로서은도사기리나해시어인스자대들그한정수있보라일부만것으면주요장전게거성원니러여제상과비구동안영화진무선없생했었적세조말좋ㅋㅎㅠㅜ';
const FREQUENT = new RegExp(`[${FREQUENT_KOREAN}]`, 'g');

/**
 * How frequent the syllables of a text are in Korean, 0..1; 0 for one that is not Hangul throughout. The models do not know the
 * syllables that only CP949 has, nor what messages are full of.
 */
export function koreanShare(text: string): number {
  const beyondAscii = count(text, BEYOND_ASCII);
  const hangul = count(text, /[\uAC00-\uD7A3\u3131-\u318E]/g);
  return hangul > 0 && hangul >= 0.9 * beyondAscii ? Math.max(0, count(text, FREQUENT) / hangul - 0.25) : 0;
}

/** How much of a text is kana, 0..1, where it is nothing but Japanese: models know little of names and single words. */
export function japaneseShare(text: string): number {
  const beyondAscii = count(text, BEYOND_ASCII);
  const kana = count(text, /[\u3041-\u3096\u30A1-\u30FC]/g);
  const rest = count(text, /[\p{Script=Han}\u3000-\u3002\u300C-\u300F！？・]/gu);
  return kana + rest >= 0.95 * beyondAscii && kana >= 0.4 * beyondAscii ? (kana / beyondAscii) * 0.3 : 0;
}
