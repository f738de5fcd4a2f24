// A text that stands for itself in lists of vectors: its start, on one line.

import type { WordTable } from './wordTable';

const SHOWN_CHARACTERS = 200;
const encoder = new TextEncoder();

/** Adds a row whose word is the text's start, whether it is there or not. */
export function appendText(table: WordTable, text: string): void {
  const shown = encoder.encode(shorten(text.replace(/\s+/gu, ' ').trim()));
  table.append(shown, 0, shown.length);
}

function shorten(text: string): string {
  const characters = [...text.slice(0, 2 * SHOWN_CHARACTERS + 2)];
  return characters.length > SHOWN_CHARACTERS ? `${characters.slice(0, SHOWN_CHARACTERS).join('')}…` : text;
}
