// Cuts at the borders of words as Unicode and ICU's dictionaries know them: for languages that write without spaces, such as
// Japanese, Chinese, Thai, Khmer and Burmese. A stage of this laboratory, which other programs do not know.

import { LabError } from '../../../../protocol/labError';
import { windowEnd } from './byPattern';
import type { PreTokenizer } from './cutters';
import { SPACE_MARKER } from '../spaceMarker';

const blank = /^\p{White_Space}+$/u;

/**
 * @param language a tag such as `ja`; `und` for all
 * @param marks white space is a token, `▁`; otherwise it goes
 * Fails with `INVALID_FILE` where the tag is none.
 */
export function bySegments(language: string, marks: boolean): PreTokenizer {
  const segmenter = segmenterOf(language);
  return (text, base, emit) => {
    // In windows: it takes time with the square of a text's length.
    for (let start = 0, end = 0; start < text.length; start = end) {
      end = windowEnd(text, start);
      for (const { segment, index } of segmenter.segment(text.slice(start, end))) {
        const at = base + start + index;
        if (!blank.test(segment)) emit(segment, at);
        else if (marks) emit(SPACE_MARKER, at, () => [at, at + segment.length]);
      }
    }
  };
}

function segmenterOf(language: string): Intl.Segmenter {
  try {
    return new Intl.Segmenter(language, { granularity: 'word' });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const message = `"${language}" is no tag of a language; write "ja", "zh", "th" or the like.`;
    throw new LabError('INVALID_FILE', message, undefined, { cause: error });
  }
}
