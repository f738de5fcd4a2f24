// Byte-level words written with one character for each byte, for the stages and models that look at these characters: as
// CLIP's, whose words end in `</w>`, or Falcon's, which cuts at digits afterwards.

import { byteCharacters, utf8 } from '../bytes';
import { widthAt } from '../pieces';
import type { PlaceInWord, PreTokenizer } from './cutters';

/** The words of `cut`; each byte's character has the place of the whole character. */
export function spelledInBytes(cut: PreTokenizer): PreTokenizer {
  return (text, base, emit) =>
    cut(text, base, (word, at, place) => {
      const bytes = utf8(word);
      if (bytes.length === word.length) return emit(inCharacters(bytes), at, place);
      const bounds = characterBounds(word, bytes.length);
      const plain: PlaceInWord = place ?? ((first, last) => [at + first, at + last]);
      emit(inCharacters(bytes), at, (first, last) => plain(bounds[2 * first], bounds[2 * last - 1]));
    });
}

const inCharacters = (bytes: Uint8Array): string => {
  let result = '';
  for (const byte of bytes) result += byteCharacters[byte];
  return result;
};

/** For each byte the start and end of its character in the word. */
function characterBounds(word: string, bytes: number): Int32Array {
  const bounds = new Int32Array(2 * bytes);
  let byte = 0;
  for (let at = 0; at < word.length;) {
    const end = at + widthAt(word, at);
    for (const to = byte + utf8(word.slice(at, end)).length; byte < to; byte++) {
      bounds[2 * byte] = at;
      bounds[2 * byte + 1] = end;
    }
    at = end;
  }
  return bounds;
}
