// Words in a line of the page, those that differ marked.

import type { ChangedWord } from './changedWords';
import { element } from './element';

export const markedWords = (words: readonly ChangedWord[]): (Node | string)[] =>
  words.flatMap(({ text, isChanged }) => [isChanged ? element('mark', { text }) : text, ' ']);
