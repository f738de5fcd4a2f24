// The shares of tokens in a model with a weight for each feature: each feature's contribution, exactly, at the tokens it stands over.
// A feature in several places has an equal part of its contribution at each; one over several tokens gives each of them an equal part.

import type { TextFeature } from '../../protocol/explanation';
import type { Shares } from './scaledScore';

interface Place {
  start: number;
  end: number;
}

/** What stands over no token (the end of a text) has no share. @param tokens in the order of their places */
export function exactWeights(tokens: readonly Place[], features: readonly TextFeature[]): Shares {
  const shares = new Float64Array(tokens.length);
  for (const { contribution, offsets } of features)
    for (const [start, end] of offsets) {
      const first = firstBehind(tokens, start);
      let last = first;
      while (last < tokens.length && tokens[last].start < end) last++;
      for (let t = first; t < last; t++) shares[t] += contribution / offsets.length / (last - first);
    }
  return { shares };
}

/** The first token that ends behind a place. */
function firstBehind(tokens: readonly Place[], place: number): number {
  let [low, high] = [0, tokens.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens[middle].end > place) high = middle;
    else low = middle + 1;
  }
  return low;
}
