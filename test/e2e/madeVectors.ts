// Small vectors with an order that is known: words of a kind lie together, and capitals lie one way from their countries.

const DIMENSIONS = 16;

const KINDS: Record<string, readonly string[]> = {
  animal: ['cat', 'dog', 'horse', 'cow', 'sheep', 'goat', 'mouse', 'lion', 'tiger', 'wolf', 'bear', 'fox'],
  colour: ['red', 'green', 'blue', 'yellow', 'black', 'white', 'brown', 'purple', 'orange', 'grey'],
  food: ['bread', 'cheese', 'apple', 'pear', 'rice', 'soup', 'butter', 'honey', 'salt', 'pepper', 'noodles'],
  tool: ['hammer', 'saw', 'nail', 'drill', 'screw', 'axe', 'knife', 'spade', 'rake', 'wrench'],
  feeling: ['good', 'great', 'fine', 'happy', 'bad', 'awful', 'poor', 'sad'],
};
const CAPITALS: readonly [country: string, capital: string][] = [
  ['france', 'paris'],
  ['japan', 'tokyo'],
  ['korea', 'seoul'],
  ['italy', 'rome'],
  ['germany', 'berlin'],
  ['spain', 'madrid'],
];

/** Numbers from -1 to 1 that are the same each time (Park and Miller's generator). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return (2 * state) / 2_147_483_647 - 1;
  };
}

/** word2vec's text format; another seed gives another embedding of the same words, turned by nothing but chance. */
export function madeVectors(seed = 7): string {
  const next = numbers(seed);
  const vector = (size: number): number[] => Array.from({ length: DIMENSIONS }, () => size * next());
  const sum = (...parts: number[][]): number[] => parts[0].map((_, i) => parts.reduce((all, part) => all + part[i], 0));
  const rows: [string, number[]][] = [];
  for (const words of Object.values(KINDS)) {
    const middle = vector(3);
    for (const word of words) rows.push([word, sum(middle, vector(0.7))]);
  }
  const countries = vector(3);
  const toCapital = vector(2);
  for (const [country, capital] of CAPITALS) {
    const place = sum(countries, vector(1.2));
    rows.push([country, place], [capital, sum(place, toCapital, vector(0.1))]);
  }
  const lines = rows.map(([word, values]) => `${word} ${values.map((value) => value.toFixed(5)).join(' ')}`);
  return `${rows.length} ${DIMENSIONS}\n${lines.join('\n')}\n`;
}

export const MADE_WORDS = Object.values(KINDS).flat().length + 2 * CAPITALS.length;

/** Values for words, to colour a map by. */
export const kindsTable = (): string =>
  ['word,kind', ...Object.entries(KINDS).flatMap(([kind, words]) => words.map((word) => `${word},${kind}`))].join('\n');
