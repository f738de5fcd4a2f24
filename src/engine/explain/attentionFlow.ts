// How much a model looks at each token. Where tokens look at each other through layers, the looks are followed from layer to layer
// (attention rollout, Abnar and Zuidema 2020): each layer is half its heads' mean and half the token itself, which the residual
// connections keep. What the model then makes of the states weighs the rows: by its own weights where it pools by attention, else all alike.
// Shares of attention are of no score: they have no sign, add up to 1, and say where a model looks, not for what.

import type { Shares } from './scaledScore';

/** The heads of one layer, `[tokens, tokens]` each; each row sums to 1. */
export type AttentionLayer = readonly Float32Array[];

/**
 * @param layers the lowest first; none where tokens do not look at each other
 * @param pooled how much the state of each token counts, `[tokens]`, in all 1; left out: all alike
 */
export function attentionFlow(tokens: number, layers: readonly AttentionLayer[], pooled?: ArrayLike<number>): Shares {
  let rows = Float64Array.from({ length: tokens }, (_, t) => pooled?.[t] ?? 1 / tokens);
  for (const heads of [...layers].reverse()) {
    const below = rows.map((row) => row / 2);
    for (const head of heads)
      for (let row = 0; row < tokens; row++) {
        const share = rows[row] / (2 * heads.length);
        for (let column = 0; column < tokens; column++) below[column] += share * head[row * tokens + column];
      }
    rows = below;
  }
  return { shares: rows };
}
