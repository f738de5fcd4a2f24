// How single tokens are written in lists. Pure.

/** White space as signs; what adds nothing to the text by its own name. */
export const visibleToken = (token: string): string =>
  token.replace(/ /g, '␣').replace(/\n/g, '↵').replace(/\t/g, '⇥') || '∅';

/** The end of a text, or its beginning, in so many characters. */
export const endOfText = (text: string, most: number): string => (text.length > most ? `…${text.slice(-most)}` : text);

export const beginningOfText = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most)}…` : text;

export const oneLine = (text: string): string => text.replace(/\n/g, '↵').replace(/\t/g, '⇥');
