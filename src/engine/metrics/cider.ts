// CIDEr-D (Vedantam et al. 2015): how much the runs of one to four words of a caption are those of the captions that people wrote for the same
// picture, weighed by how rare they are among all pictures. As coco-caption computes it, 0 to 10; words are runs of letters and digits in
// lower case.

const ORDERS = 4;
/** Of the Gaussian by which a caption of another length counts less. */
const DEVIATION = 6;
const SCALE = 10;

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

/** By order, how often each run of words occurs. */
type Counts = readonly ReadonlyMap<string, number>[];

function countsOf(text: string): Counts {
  const words = wordsOf(text);
  return Array.from({ length: ORDERS }, (_, i) => {
    const counts = new Map<string, number>();
    for (let at = 0; at + i < words.length; at++) {
      const run = words.slice(at, at + i + 1).join(' ');
      counts.set(run, (counts.get(run) ?? 0) + 1);
    }
    return counts;
  });
}

interface Weighed {
  vectors: Counts;
  norms: number[];
  /** In pairs of words, as coco-caption measures it. */
  length: number;
}

/**
 * Of each caption, beside those of the pictures that it was written for: their mean is the figure.
 * @param references by caption, at least one
 * @param pictures by caption, its picture: captions of one picture count as one where rarity is concerned
 */
export function ciderScores(
  captions: readonly string[],
  references: readonly (readonly string[])[],
  pictures: readonly string[],
): number[] {
  const counted = references.map((each) => each.map(countsOf));
  const seen = new Set<string>();
  const holding = new Map<string, number>(); // pictures among whose references a run occurs
  counted.forEach((own, i) => {
    if (seen.has(pictures[i])) return;
    seen.add(pictures[i]);
    for (const run of new Set(own.flatMap((counts) => counts.flatMap((order) => [...order.keys()]))))
      holding.set(run, (holding.get(run) ?? 0) + 1);
  });
  const weigh = (counts: Counts): Weighed => {
    const vectors = counts.map(
      (order) =>
        new Map(
          Array.from(order, ([run, count]): [string, number] => [
            run,
            count * (Math.log(seen.size) - Math.log(Math.max(1, holding.get(run) ?? 0))),
          ]),
        ),
    );
    const norms = vectors.map((order) => Math.sqrt([...order.values()].reduce((sum, x) => sum + x * x, 0)));
    return { vectors, norms, length: [...counts[1].values()].reduce((a, b) => a + b, 0) };
  };
  return captions.map((caption, i) => {
    const own = weigh(countsOf(caption));
    const all = counted[i].map((counts) => similarity(own, weigh(counts)));
    return (SCALE * all.reduce((a, b) => a + b, 0)) / Math.max(1, all.length);
  });
}

/** The mean over orders of the cosine, in which no run counts for more than the reference has of it. */
function similarity(own: Weighed, other: Weighed): number {
  const shorter = Math.exp(-((own.length - other.length) ** 2) / (2 * DEVIATION ** 2));
  let sum = 0;
  own.vectors.forEach((vector, order) => {
    let product = 0;
    for (const [run, weight] of vector) {
      const theirs = other.vectors[order].get(run) ?? 0;
      product += Math.min(weight, theirs) * theirs;
    }
    const norms = own.norms[order] * other.norms[order];
    sum += norms > 0 ? product / norms : product;
  });
  return (shorter * sum) / ORDERS;
}
