// ROUGE (Lin 2004): how much of a reference's words, pairs of words and longest common subsequence an output has. F1 of
// each, the mean over sentences, 0 to 100. Words are runs of letters and digits in lower case.

export interface Rouge {
  rouge1: number;
  rouge2: number;
  rougeL: number;
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

export function rougeOf(hypothesis: string, reference: string): Rouge {
  const [own, other] = [wordsOf(hypothesis), wordsOf(reference)];
  return {
    rouge1: overlap(own, other, 1),
    rouge2: overlap(own, other, 2),
    rougeL: f1(longestCommon(own, other), own.length, other.length),
  };
}

/** What one sentence adds to the mean over sentences: ROUGE-1, ROUGE-2, ROUGE-L, and 1 for itself. */
export function rougeCounts(hypothesis: string, reference: string): Float64Array {
  const { rouge1, rouge2, rougeL } = rougeOf(hypothesis, reference);
  return Float64Array.of(rouge1, rouge2, rougeL, 1);
}

const f1 = (matches: number, own: number, other: number): number =>
  matches === 0 ? 0 : (200 * matches) / (own + other);

function overlap(own: readonly string[], other: readonly string[], order: number): number {
  const counts = new Map<string, number>();
  const gramsOf = (words: readonly string[]): string[] =>
    Array.from({ length: Math.max(0, words.length - order + 1) }, (_, at) => words.slice(at, at + order).join(' '));
  const theirs = gramsOf(other);
  for (const gram of theirs) counts.set(gram, (counts.get(gram) ?? 0) + 1);
  const mine = gramsOf(own);
  let matches = 0;
  for (const gram of mine) {
    const left = counts.get(gram) ?? 0;
    if (left > 0) matches++;
    counts.set(gram, left - 1);
  }
  return f1(matches, mine.length, theirs.length);
}

/** Length of the longest common subsequence, by dynamic programming over rows. */
function longestCommon(a: readonly string[], b: readonly string[]): number {
  let row = new Int32Array(b.length + 1);
  for (const word of a) {
    const next = new Int32Array(b.length + 1);
    for (let j = 1; j <= b.length; j++) next[j] = word === b[j - 1] ? row[j - 1] + 1 : Math.max(row[j], next[j - 1]);
    row = next;
  }
  return row[b.length];
}
