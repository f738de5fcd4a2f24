// Several words in one field: with commas between them, or with spaces where there is no comma. Pure.

/** The words in their order; words with spaces in them need commas. */
export function wordsIn(text: string): string[] {
  const words = text.split(text.includes(',') ? ',' : /\s+/u);
  return words.map((word) => word.trim()).filter((word) => word !== '');
}

/** The word that is being typed at the end of the text, and what stands before it. */
export function lastWordIn(text: string): { before: string; word: string } {
  const end = text.includes(',') ? text.search(/[^,]*$/u) : text.search(/\S*$/u);
  const word = text.slice(end).trimStart();
  return { before: text.slice(0, text.length - word.length), word };
}
