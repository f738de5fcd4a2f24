// The distributions that word2vec draws from, from the counts of the words (Mikolov et al. 2013b, sections 2.2 and 2.3), as
// gensim makes them.

/** Counts are raised to this for the noise distribution. */
const NOISE_POWER = 0.75;

const ALWAYS = 2 ** 32 - 1;

/**
 * For each word, the 32-bit number up to which a draw keeps it: p = (√(c / s) + 1) · s / c with s = `subsample` · the sum of
 * all counts, at most 1. `subsample` 0 keeps all.
 */
export function keepThresholds(counts: Float64Array, subsample: number): Uint32Array {
  const threshold = subsample * counts.reduce((sum, count) => sum + count, 0);
  return Uint32Array.from(counts, (count) => {
    if (threshold === 0) return ALWAYS;
    const probability = (Math.sqrt(count / threshold) + 1) * (threshold / count);
    return probability < 1 ? Math.floor(probability * ALWAYS) : ALWAYS;
  });
}

export interface AliasTable {
  /** A slot keeps its own word when 32 random bits are at most this, and gives `alias` otherwise. */
  threshold: Uint32Array;
  alias: Int32Array;
}

/** Walker's alias method in the form of Vose (1991): every slot is drawn alike and holds at most two words. */
export function aliasTable(weights: Float64Array): AliasTable {
  const n = weights.length;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const share = Float64Array.from(weights, (weight) => (weight * n) / total);
  const threshold = new Uint32Array(n).fill(ALWAYS);
  const alias = Int32Array.from({ length: n }, (_, slot) => slot);
  const small: number[] = [];
  const large: number[] = [];
  share.forEach((value, slot) => (value < 1 ? small : large).push(slot));
  while (small.length > 0 && large.length > 0) {
    const slot = small.pop() as number;
    const giver = large[large.length - 1];
    threshold[slot] = Math.max(0, Math.round(share[slot] * 2 ** 32) - 1);
    alias[slot] = giver;
    share[giver] -= 1 - share[slot];
    if (share[giver] < 1) small.push(large.pop() as number);
  }
  return { threshold, alias };
}

/** The noise distribution, count^0.75, ready to draw from. */
export function noiseTable(counts: Float64Array): AliasTable {
  return aliasTable(Float64Array.from(counts, (count) => count ** NOISE_POWER));
}
