// How much is taken from the counts of n-grams that were seen, to be given to those that were not: from how many n-grams were seen
// once, twice, three and four times (Ney, Essen and Kneser 1994; Chen and Goodman 1999, equation 26).

/** One for every count (Kneser-Ney), or one each for 1, for 2, and for 3 and more (modified Kneser-Ney). */
export type DiscountCount = 1 | 3;

/** What is taken from a count of 1, of 2, and of 3 or more. */
export interface Discounts {
  one: number;
  two: number;
  more: number;
  /** False where the counts of counts define none, so that usual ones were taken. */
  isEstimated: boolean;
}

/** As KenLM's `--discount_fallback` has them; of small vocabularies, say of characters, hardly any token is seen but once. */
const USUAL: Record<DiscountCount, Discounts> = {
  1: { one: 0.75, two: 0.75, more: 0.75, isEstimated: false },
  3: { one: 0.5, two: 1, more: 1.5, isEstimated: false },
};

/**
 * With n_c n-grams of count c and Y = n₁ / (n₁ + 2 n₂): D = Y, or D₁ = 1 − 2Y n₂/n₁, D₂ = 2 − 3Y n₃/n₂, D₃₊ = 3 − 4Y n₄/n₃.
 * @param countsOfCounts `[5]` or longer: at c, how many n-grams have the count c
 */
export function discountsOf(count: DiscountCount, countsOfCounts: ArrayLike<number>): Discounts {
  const [n1, n2, n3, n4] = [1, 2, 3, 4].map((count) => countsOfCounts[count]);
  const y = n1 / (n1 + 2 * n2);
  const found =
    count === 1
      ? { one: y, two: y, more: y }
      : { one: 1 - 2 * y * (n2 / n1), two: 2 - 3 * y * (n3 / n2), more: 3 - 4 * y * (n4 / n3) };
  const isEstimated = isShare(found.one, 1) && isShare(found.two, 2) && isShare(found.more, 3);
  return isEstimated ? { ...found, isEstimated } : USUAL[count];
}

/** A discount must leave something of the count, and take something from it. */
const isShare = (discount: number, count: number): boolean => discount > 0 && discount < count;

export const discountOf = ({ one, two, more }: Discounts, count: number): number =>
  count === 0 ? 0 : count === 1 ? one : count === 2 ? two : more;
