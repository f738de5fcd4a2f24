// Characters as people see them, in windows: `Intl.Segmenter` takes time with the square of a text's length.

import { widthAt } from './pieces';

const WINDOW = 1_000;
/** Without a border that is certain a text is cut after so many units, wherever that is. */
const LONGEST_WINDOW = 8_000;

/** Two characters between which there is a border whatever stands around them; the second is not taken. */
const certain =
  /[\x20-\x7e\u3041-\u3096\u4e00-\u9fff\uac00-\ud7a3\p{Extended_Pictographic}](?=(?!\p{Emoji_Modifier})[\x20-\x7e\u3041-\u3096\u4e00-\u9fff\uac00-\ud7a3\p{Extended_Pictographic}])/u;

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** In order; `start` in UTF-16 units. */
export function eachGrapheme(text: string, emit: (grapheme: string, start: number) => void): void {
  for (let start = 0; start < text.length;) {
    const end = windowEnd(text, start);
    for (const { segment, index } of segmenter.segment(text.slice(start, end))) emit(segment, start + index);
    start = end;
  }
}

function windowEnd(text: string, start: number): number {
  if (start + WINDOW >= text.length) return text.length;
  const last = start + LONGEST_WINDOW;
  const found = text.slice(start + WINDOW, last).search(certain);
  if (found < 0) return Math.min(text.length, last - (widthAt(text, last - 1) === 2 ? 1 : 0));
  const before = start + WINDOW + found;
  return before + widthAt(text, before);
}
