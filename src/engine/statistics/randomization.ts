// Approximate randomization (Noreen 1989): if two systems were equally good, whose output is whose would not matter.

export interface RandomizationOptions {
  draws?: number;
  /** A whole number from 0 to `limit` − 1. */
  integer: (limit: number) => number;
}

/**
 * How probable a difference at least as large would be if the outputs of two systems for a sentence could be exchanged: those of each sentence
 * are, with probability ½, again and again.
 * @param a `[sentences][columns]`, as of `b`
 */
export function approximateRandomization(
  a: readonly Float64Array[],
  b: readonly Float64Array[],
  figure: (sum: Float64Array) => number,
  { draws = 1000, integer }: RandomizationOptions,
): number {
  const columns = a[0].length;
  const differenceOf = (isExchanged: (sentence: number) => boolean): number => {
    const sums = [new Float64Array(columns), new Float64Array(columns)];
    for (let i = 0; i < a.length; i++) {
      const [one, other] = isExchanged(i) ? [b[i], a[i]] : [a[i], b[i]];
      for (let column = 0; column < columns; column++) {
        sums[0][column] += one[column];
        sums[1][column] += other[column];
      }
    }
    return Math.abs(figure(sums[1]) - figure(sums[0]));
  };
  const observed = differenceOf(() => false) * (1 - 1e-12); // sums in another order differ in last digits
  let asFar = 0;
  for (let draw = 0; draw < draws; draw++) if (differenceOf(() => integer(2) === 1) >= observed) asFar++;
  return (asFar + 1) / (draws + 1);
}
