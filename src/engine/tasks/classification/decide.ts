// From what a model thinks of each label to an answer.

interface Decision {
  /** The label, or the labels; '' for none. */
  output: string;
  /** The probability of exactly this answer; of several labels as if each were given by itself. */
  score: number;
}

/** Several labels as one text. */
export const joined = (labels: readonly string[]): string => labels.join(', ');

/**
 * @param probabilities by label
 * @param thresholds from what probability on each is given; left out: the most probable one is the answer
 */
export function decide(
  probabilities: readonly number[],
  labels: readonly string[],
  thresholds?: Float32Array,
): Decision {
  if (!thresholds) {
    const best = probabilities.indexOf(Math.max(...probabilities));
    return { output: labels[best], score: probabilities[best] };
  }
  const isGiven = (k: number): boolean => probabilities[k] >= thresholds[k];
  return {
    output: joined(labels.filter((_, k) => isGiven(k))),
    score: probabilities.reduce((product, p, k) => product * (isGiven(k) ? p : 1 - p), 1),
  };
}
