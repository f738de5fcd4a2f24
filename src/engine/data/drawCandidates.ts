// Tokens drawn without repetition by the log-uniform distribution over their ranks, p(r) = ln((r + 2) / (r + 1)) / ln(n + 1) for ranks from
// 0 on of n tokens: about how often words are where the most frequent one has rank 0 (Zipf's law). As TensorFlow's
// `log_uniform_candidate_sampler`.

import type { Random } from './random';

interface Candidates {
  /** Tokens, in the order in which they were drawn. */
  tokens: Int32Array;
  /** The logarithm of how often a token is expected to be drawn: ln(1 − (1 − p)^tries). */
  logRate(token: number): number;
}

/** Draws different tokens. @param byRank all tokens, the most frequent first. @param count at most as many as there are */
export function drawCandidates(byRank: RankedTokens, count: number, { uniform }: Pick<Random, 'uniform'>): Candidates {
  const { tokens, ranks } = byRank;
  const range = Math.log(tokens.length + 1);
  const chosen = new Set<number>();
  let tries = 0;
  while (chosen.size < count) {
    tries++;
    const rank = Math.min(tokens.length - 1, Math.floor(Math.exp(uniform() * range)) - 1);
    chosen.add(tokens[rank]);
  }
  return {
    tokens: Int32Array.from(chosen),
    logRate(token) {
      const p = Math.log1p(1 / (ranks[token] + 1)) / range;
      return Math.log(-Math.expm1(tries * Math.log1p(-p)));
    },
  };
}

export interface RankedTokens {
  /** By rank. */
  tokens: Int32Array;
  /** By token. */
  ranks: Int32Array;
}

/** @param counts by token; of equals the smaller id is first */
export function rankTokens(counts: Float64Array): RankedTokens {
  const tokens = Int32Array.from(counts.keys()).sort((a, b) => counts[b] - counts[a] || a - b);
  const ranks = new Int32Array(counts.length);
  tokens.forEach((token, rank) => (ranks[token] = rank));
  return { tokens, ranks };
}
