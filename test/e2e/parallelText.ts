// Made-up parallel text: lines of words, and the same words backwards.

const WORDS = ['red', 'blue', 'green', 'gold', 'black', 'white', 'one', 'two', 'three'];

const pairsOf = (count: number, from = 0): [string, string][] =>
  Array.from({ length: count }, (_, k) => {
    const i = from + k;
    const words = Array.from({ length: 2 + (i % 4) }, (__, j) => WORDS[(i * 7 + j * (3 + (i % 5))) % WORDS.length]);
    return [words.join(' '), words.toReversed().join(' ')];
  });

export function reversedLines(count: number): { source: string; target: string } {
  const pairs = pairsOf(count);
  const side = (i: 0 | 1): string => pairs.map((pair) => `${pair[i]}\n`).join('');
  return { source: side(0), target: side(1) };
}

export interface TableChoice {
  /** Names of the columns. */
  source: string;
  target: string;
  /** The first pair. */
  from?: number;
  separator?: string;
}

export function reversedTable(count: number, { source, target, from = 0, separator = '\t' }: TableChoice): string {
  return [[source, target], ...pairsOf(count, from)].map((row) => `${row.join(separator)}\n`).join('');
}
