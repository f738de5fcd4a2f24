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
  const { tags, begin, end } = chain;
  const weights = chain.transitions.map(Math.exp);
  const forward = new Float64Array(length * tags);
  const backward = new Float64Array(length * tags);
  const row = (of: Float64Array, t: number): Float64Array => of.subarray(t * tags, (t + 1) * tags);
  for (let t = 0; t < length; t++) {
    const here = row(forward, t);
    if (t === 0) here.set(begin);
    else stepInto(here, row(forward, t - 1), (i, j) => weights[i * tags + j]);
    for (let j = 0; j < tags; j++) here[j] += emissions[t * tags + j];
  }
  for (let t = length - 1; t >= 0; t--) {
    const here = row(backward, t);
    if (t === length - 1) {
      here.set(end);
      continue;
    }
    const after = row(backward, t + 1).map((score, j) => score + emissions[(t + 1) * tags + j]);
    stepInto(here, after, (i, j) => weights[j * tags + i]);
  }
  const logPartition = length > 0 ? logSumExp(row(forward, length - 1).map((score, j) => score + end[j])) : 0;
  const probabilities = forward.map((score, at) => Math.exp(score + backward[at] - logPartition));
  return { logPartition, probabilities };
}

/** into[j] = log Σ_i e^(scores[i]) · weight(i, j) */
function stepInto(into: Float64Array, scores: Float64Array, weight: (i: number, j: number) => number): void {
  const most = Math.max(...scores);
  const parts = scores.map((score) => Math.exp(score - most));
  for (let j = 0; j < into.length; j++) {
    let sum = 0;
    for (let i = 0; i < parts.length; i++) sum += parts[i] * weight(i, j);
    into[j] = most + Math.log(sum);
  }
}

function logSumExp(scores: Float64Array): number {
  const most = Math.max(...scores);
  return most + Math.log(scores.reduce((sum, score) => sum + Math.exp(score - most), 0));
}
