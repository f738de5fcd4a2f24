// Syllables of Hangul and the letters that they are written with.

const FIRST = 0xac00;
const COUNT = 11_172;
const INITIALS = [...'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'];
const VOWELS = [...'ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ'];
const FINALS = ['', ...'ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ'];

export interface Syllable {
  initial: string;
  vowel: string;
  /** Empty in an open syllable. */
  final: string;
}

/** Undefined for what is no syllable of modern Hangul. */
export function syllableIn(character: string): Syllable | undefined {
  const number = (character.codePointAt(0) ?? 0) - FIRST;
  if (number < 0 || number >= COUNT) return undefined;
  return {
    initial: INITIALS[Math.floor(number / 588)],
    vowel: VOWELS[Math.floor((number % 588) / 28)],
    final: FINALS[number % 28],
  };
}

/** Undefined where these letters make no syllable. */
export function syllableOf({ initial, vowel, final }: Syllable): string | undefined {
  const numbers = [INITIALS.indexOf(initial), VOWELS.indexOf(vowel), FINALS.indexOf(final)];
  if (numbers.includes(-1)) return undefined;
  const [first, second, last] = numbers;
  return String.fromCharCode(FIRST + first * 588 + second * 28 + last);
}

export const isVowel = (letter: string): boolean => VOWELS.includes(letter);

const FIRST_FINAL = 0x11a8;

/** ㄴ for the last letter of a syllable that stands alone (U+11AB), as some write endings; anything else as it is. */
export function soleLetter(character: string): string {
  const number = (character.codePointAt(0) ?? 0) - FIRST_FINAL;
  return number >= 0 && number < FINALS.length - 1 ? FINALS[number + 1] : character;
}
