// How BLEU cuts texts, exactly as sacreBLEU: "13a" is the tokenizer of mteval-v13a, "char" cuts into characters, "none"
// expects tokens with spaces between them.

export type BleuTokenizer = '13a' | 'char' | 'none';

export function tokenizeForBleu(text: string, tokenizer: BleuTokenizer): string[] {
  switch (tokenizer) {
    case '13a':
      return splitSpaces(mteval13a(text));
    case 'char':
      return Array.from(text).filter((character) => splitSpaces(character).length > 0);
    case 'none':
      return splitSpaces(text);
  }
}

/** As Python's str.split(). */
export function splitSpaces(text: string): string[] {
  return text.split(/[\s\x1c-\x1f\x85]+/).filter((part) => part !== '');
}

const ENTITIES: readonly (readonly [string, string])[] = [
  ['&quot;', '"'],
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
];

function mteval13a(text: string): string {
  let line = text.replaceAll('<skipped>', '').replaceAll('-\n', '').replaceAll('\n', ' ');
  for (const [entity, character] of ENTITIES) line = line.replaceAll(entity, character);
  return ` ${line} `
    .replace(/([{-~[-` -&(-+:-@/])/g, ' $1 ')
    .replace(/([^0-9])([.,])/gu, '$1 $2 ')
    .replace(/([.,])([^0-9])/gu, ' $1 $2')
    .replace(/([0-9])(-)/g, '$1 $2 ');
}
