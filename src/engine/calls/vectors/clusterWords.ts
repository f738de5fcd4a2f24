// The words that a cluster is named by: its most frequent ones. Of texts, which have no frequency, those nearest its centre.

import type { Clusters } from '../../analysis/kMeans';
import type { Points } from '../../analysis/points';
import type { VectorSet } from '../../embeddings/vectors/vectorSet';

const NAMED_WORDS = 8;
/** Full stops and the like are frequent and say nothing. */
const SAYS_SOMETHING = /[\p{L}\p{N}]/u;

/** For each cluster. Rows stand by falling frequency, or in the order of the file where frequencies are not known. */
export function wordsOfClusters(
  set: VectorSet,
  rows: Int32Array,
  points: Points,
  { labels, centres, sizes }: Pick<Clusters, 'labels' | 'centres' | 'sizes'>,
): string[][] {
  const rank = set.lines ? distancesFrom(centres, points, labels) : rows;
  const order = Array.from(labels.keys()).sort((a, b) => rank[a] - rank[b] || a - b);
  const named = Array.from(sizes, (): string[] => []);
  const others = Array.from(sizes, (): string[] => []);
  for (const i of order) {
    const cluster = labels[i];
    if (named[cluster].length >= NAMED_WORDS) continue;
    const word = set.words.word(rows[i]);
    if (SAYS_SOMETHING.test(word)) named[cluster].push(word);
    else if (others[cluster].length < NAMED_WORDS) others[cluster].push(word);
  }
  return named.map((words, cluster) => [...words, ...others[cluster]].slice(0, NAMED_WORDS));
}

/** float64 [points]: the square of each point's distance from the centre of its cluster. */
function distancesFrom(centres: Float64Array, { dimensions, values }: Points, labels: Int32Array): Float64Array {
  return Float64Array.from(labels, (cluster, i) => {
    let sum = 0;
    for (let d = 0; d < dimensions; d++) sum += (values[i * dimensions + d] - centres[cluster * dimensions + d]) ** 2;
    return sum;
  });
}
