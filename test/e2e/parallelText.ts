// Made-up parallel text: lines of words, and the same words backwards.

export function reversedLines(count: number): { source: string; target: string } {
  const words = ['red', 'blue', 'green', 'gold', 'black', 'white', 'one', 'two', 'three'];
  const lines = Array.from({ length: count }, (_, i) =>
    Array.from({ length: 2 + (i % 4) }, (__, k) => words[(i * 7 + k * (3 + (i % 5))) % words.length]),
  );
  const text = (all: readonly string[][]): string => all.map((line) => `${line.join(' ')}\n`).join('');
  return { source: text(lines), target: text(lines.map((line) => line.toReversed())) };
}
