// The tags that follow from scores: of each token by itself, or of the sentence as a whole.

import { bestSequences } from '../../morphemes/bestSequence';
import type { Feeds } from '../../runtime/session';
import { bestPaths, chainOf, logPartitionOf, marginals, scoreOf, viterbi, type Chain } from '../../tags/linearChain';
import { allowedIn, type TagSet } from './tagSet';

/** Of the tags of a sentence, [tokens, tags]. */
export type Scores = Float32Array | Float64Array;

/** @param parameters of a tagger; undefined where its head is no chain */
export function learnedChain(parameters: Feeds, set: TagSet): Chain | undefined {
  if (!Object.hasOwn(parameters, 'head.chain.transitions')) return undefined;
  const values = (name: string) => parameters[`head.chain.${name}`].data as Float32Array;
  const learned = { begin: values('begin'), end: values('end'), transitions: values('transitions') };
  return chainOf(learned, allowedIn(set));
}

/** By the tags of a set. */
const morphemeSequences = new WeakMap<readonly string[], ReturnType<typeof bestSequences>>();

/** The numbers of the best tags. @param scores [tokens, tags] */
export function bestTags(scores: Scores, set: TagSet, chain: Chain | undefined): Int32Array {
  const tags = set.tags.length;
  const length = scores.length / tags;
  if (chain) return viterbi(scores, length, chain);
  if (set.morphemes) {
    const best = morphemeSequences.get(set.tags) ?? bestSequences(set.tags);
    morphemeSequences.set(set.tags, best);
    return best(scores);
  }
  return Int32Array.from({ length }, (_, t) => {
    const row = scores.subarray(t * tags, (t + 1) * tags);
    let best = 0;
    for (let tag = 1; tag < tags; tag++) if (row[tag] > row[best]) best = tag;
    return best;
  });
}

/** How probable each tag of each token is, [tokens, tags]. */
export function tagProbabilities(scores: Scores, tags: number, chain: Chain | undefined): Float64Array {
  const length = scores.length / tags;
  if (chain) return marginals(scores, length, chain).probabilities;
  const probabilities = new Float64Array(scores.length);
  for (let t = 0; t < length; t++) {
    const row = scores.subarray(t * tags, (t + 1) * tags);
    const most = Math.max(...row);
    const parts = Float64Array.from(row, (score) => Math.exp(score - most));
    const sum = parts.reduce((total, part) => total + part, 0);
    parts.forEach((part, tag) => (probabilities[t * tags + tag] = part / sum));
  }
  return probabilities;
}

/** Gives −log p of tags of a sentence; undefined where one of them is none of the model's (a negative number). */
export function lossIn(
  scores: Scores,
  tags: number,
  chain: Chain | undefined,
): (path: Int32Array) => number | undefined {
  const logPartition = chain && logPartitionOf(scores, scores.length / tags, chain);
  const probabilities = chain ? undefined : tagProbabilities(scores, tags, undefined);
  return (path) => {
    if (path.some((tag) => tag < 0)) return undefined;
    if (chain && logPartition !== undefined) return logPartition - scoreOf(scores, path, chain);
    return path.reduce((sum, tag, t) => sum - Math.log(probabilities?.[t * tags + tag] ?? 0), 0);
  };
}

export interface Alternative {
  tags: Int32Array;
  /** Of all sequences that are allowed. */
  probability: number;
}

/** The best sequences, the best first. */
export function alternativesOf(scores: Scores, tags: number, chain: Chain, count: number): Alternative[] {
  const length = scores.length / tags;
  const logPartition = logPartitionOf(scores, length, chain);
  return bestPaths(scores, length, chain, count).map(({ tags: path, score }) => ({
    ...{ tags: path, probability: Math.exp(score - logPartition) },
  }));
}
