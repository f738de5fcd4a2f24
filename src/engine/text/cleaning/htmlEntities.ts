// Character references of HTML: numbers, and the 2,125 names of HTML 5 that end with a semicolon. What is no reference stays.

import { decodeHTMLStrict } from 'entities/lib/decode.js';

/** No name is longer. */
const reference = /&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});/g;

/** Decodes once: `&amp;lt;` gives `&lt;`. Control characters and blanks of any kind become a blank. */
export function decodeEntities(text: string): string {
  return text.includes('&') ? text.replace(reference, (name) => plain(decodeHTMLStrict(name))) : text;
}

const plain = (characters: string): string => (/^[\s\p{Cc}]+$/u.test(characters) ? ' ' : characters);
