// A linear-chain conditional random field at work: the best sequences of tags of a sentence, and how probable each tag is. The scores
// are those of `nn/linearChain`; what its scheme does not allow scores −∞, so no such sequence comes out.

import type { AllowedTransitions } from './transitions';

/** Scores, natural logarithms up to a constant. */
export interface Chain {
  tags: number;
  /** [tags] */
  begin: Float64Array;
  /** [tags] */
  end: Float64Array;
  /** [tags, tags], from the tag of the row to that of the column */
  transitions: Float64Array;
}

type Learned = Record<'begin' | 'end' | 'transitions', ArrayLike<number>>;

export function chainOf({ begin, end, transitions }: Learned, { begins, ends, follows }: AllowedTransitions): Chain {
  const masked = (scores: ArrayLike<number>, allowed: Uint8Array) =>
    Float64Array.from(allowed, (is, at) => (is ? scores[at] : -Infinity));
  return {
    tags: begins.length,
    ...{ begin: masked(begin, begins), end: masked(end, ends), transitions: masked(transitions, follows) },
  };
}

/** A sequence of tags by number and its score. */
export interface Path {
  tags: Int32Array;
  score: number;
}

/** The best way to a tag of a token: from which tag of the one before, as the how manieth of its ways. */
interface Way {
  score: number;
  from: number;
  rank: number;
}

const byScore = (a: Way, b: Way): number => b.score - a.score;

/**
 * The `count` best sequences, the best first, fewer where there are not so many: the algorithm of Viterbi (1967) with a list of ways to
 * each tag (Seshadri and Sundberg 1994).
 * @param emissions [length, tags]
 */
export function bestPaths(emissions: ArrayLike<number>, length: number, chain: Chain, count: number): Path[] {
  if (length === 0) return [];
  const { tags, begin, end, transitions } = chain;
  const all: Way[][][] = []; // [length][tags], each the best first
  for (let t = 0; t < length; t++) {
    const here: Way[][] = [];
    for (let j = 0; j < tags; j++) {
      const emission = emissions[t * tags + j];
      const ways: Way[] = [];
      if (t === 0) ways.push({ score: begin[j] + emission, from: -1, rank: 0 });
      else
        for (let i = 0; i < tags; i++) {
          const step = transitions[i * tags + j] + emission;
          if (step > -Infinity)
            all[t - 1][i].forEach(({ score }, rank) => ways.push({ score: score + step, from: i, rank }));
        }
      here.push(
        ways
          .filter(({ score }) => score > -Infinity)
          .sort(byScore)
          .slice(0, count),
      );
    }
    all.push(here);
  }
  const ends = all[length - 1].flatMap((ways, from) =>
    ways.map(({ score }, rank): Way => ({ score: score + end[from], from, rank })),
  );
  return ends
    .filter(({ score }) => score > -Infinity)
    .sort(byScore)
    .slice(0, count)
    .map(({ score, from, rank }) => {
      const path = new Int32Array(length);
      let [tag, place] = [from, rank];
      for (let t = length - 1; t >= 0; t--) {
        path[t] = tag;
        ({ from: tag, rank: place } = all[t][tag][place]);
      }
      return { tags: path, score };
    });
}

/** The best sequence alone, in less memory. Fails never: where nothing is allowed, the tags are 0. */
export function viterbi(emissions: ArrayLike<number>, length: number, chain: Chain): Int32Array {
  const { tags, begin, end, transitions } = chain;
  const from = new Int32Array(length * tags);
  let scores = begin.map((score, j) => score + emissions[j]);
  for (let t = 1; t < length; t++) {
    const next = new Float64Array(tags).fill(-Infinity);
    for (let i = 0; i < tags; i++)
      for (let j = 0; j < tags; j++) {
        const score = scores[i] + transitions[i * tags + j];
        if (score <= next[j]) continue;
        next[j] = score;
        from[t * tags + j] = i;
      }
    scores = next.map((score, j) => score + emissions[t * tags + j]);
  }
  const last = scores.map((score, j) => score + end[j]);
  const path = new Int32Array(length);
  if (length > 0) path[length - 1] = last.indexOf(Math.max(...last));
  for (let t = length - 1; t > 0; t--) path[t - 1] = from[t * tags + path[t]];
  return path;
}

export function scoreOf(emissions: ArrayLike<number>, path: ArrayLike<number>, chain: Chain): number {
  const { tags, begin, end, transitions } = chain;
  let score = 0;
  for (let t = 0; t < path.length; t++) {
    score += emissions[t * tags + path[t]];
    score += t === 0 ? begin[path[t]] : transitions[path[t - 1] * tags + path[t]];
  }
  return path.length > 0 ? score + end[path[path.length - 1]] : 0;
}

export interface Marginals {
  logPartition: number;
  /** [length, tags], of each token one in all */
  probabilities: Float64Array;
}

/** How probable each tag of each token is, over all sequences that are allowed: forward and backward (Baum et al. 1970). */
export function marginals(emissions: ArrayLike<number>, length: number, chain: Chain): Marginals {
  const { tags, end } = chain;
  const weights = chain.transitions.map(Math.exp);
  const forward = forwardScores(emissions, length, chain, weights);
  const backward = new Float64Array(length * tags);
  const parts = new Float64Array(tags);
  if (length > 0) backward.set(end, (length - 1) * tags);
  for (let at = (length - 2) * tags; at >= 0; at -= tags) {
    const after = at + tags;
    for (let j = 0; j < tags; j++) parts[j] = backward[after + j] + emissions[after + j];
    const most = toShares(parts);
    for (let i = 0, from = 0; i < tags; i++) {
      let sum = 0;
      for (let j = 0; j < tags; j++) sum += parts[j] * weights[from++];
      backward[at + i] = most + Math.log(sum);
    }
  }
  const logPartition = endOf(forward, length, chain);
  const probabilities = forward.map((score, at) => Math.exp(score + backward[at] - logPartition));
  return { logPartition, probabilities };
}

/** log Σ e^score over all sequences that are allowed. */
export const logPartitionOf = (emissions: ArrayLike<number>, length: number, chain: Chain): number =>
  endOf(forwardScores(emissions, length, chain, chain.transitions.map(Math.exp)), length, chain);

/** log Σ e^score over all beginnings that end with a tag at a token, [length, tags]. @param weights e^transitions */
function forwardScores(
  emissions: ArrayLike<number>,
  length: number,
  { tags, begin }: Chain,
  weights: Float64Array,
): Float64Array {
  const forward = new Float64Array(length * tags);
  const [parts, sums] = [new Float64Array(tags), new Float64Array(tags)];
  if (length > 0) for (let j = 0; j < tags; j++) forward[j] = begin[j] + emissions[j];
  for (let at = tags; at < forward.length; at += tags) {
    for (let i = 0; i < tags; i++) parts[i] = forward[at - tags + i];
    const most = toShares(parts);
    sums.fill(0);
    for (let i = 0, from = 0; i < tags; i++) {
      const part = parts[i];
      for (let j = 0; j < tags; j++) sums[j] += part * weights[from++];
    }
    for (let j = 0; j < tags; j++) forward[at + j] = most + Math.log(sums[j]) + emissions[at + j];
  }
  return forward;
}

const endOf = (forward: Float64Array, length: number, { tags, end }: Chain): number =>
  length > 0 ? logSumExp(forward.subarray((length - 1) * tags).map((score, j) => score + end[j])) : 0;

/** Scores become e^(score − the largest), which is returned. */
function toShares(scores: Float64Array): number {
  let most = -Infinity;
  for (const score of scores) if (score > most) most = score;
  for (let i = 0; i < scores.length; i++) scores[i] = Math.exp(scores[i] - most);
  return most;
}

function logSumExp(scores: Float64Array): number {
  const most = Math.max(...scores);
  return most + Math.log(scores.reduce((sum, score) => sum + Math.exp(score - most), 0));
}
