// The call `clusterVectors`: k-means on vectors of length 1.

import { kMeans } from '../../analysis/kMeans';
import { gatherPoints } from '../../analysis/points';
import { run } from '../../analysis/steps';
import type { VectorsCall } from './openedVectors';
import { chosenRows, requireWhole } from './rows';

const DEFAULT_LIMIT = 100_000;
const NAMED_WORDS = 8;

export const clusterVectors: VectorsCall<'clusterVectors'> = async (
  request,
  { opened, progress, transfer, signal },
) => {
  const { vectors, limit = DEFAULT_LIMIT, clusters, seed = 1 } = request;
  requireWhole('clusters', clusters, 1, 1000);
  const { set } = opened.get(vectors);
  const rows = chosenRows(set, request.rows, limit);
  const points = gatherPoints(set.values, set.dimensions, rows, true);
  let told = 0;
  const found = await run(kMeans(points, { clusters, seed }), {
    signal,
    onStep({ fraction }) {
      if (performance.now() - told < 100) return;
      told = performance.now();
      progress({ phase: 'Clustering', fraction });
    },
  });
  const { labels, centres, sizes, inertia, iterations } = found;
  const { dimensions, values } = points;
  const nearestTo = (cluster: number): string[] => {
    const members = Array.from(labels.keys()).filter((i) => labels[i] === cluster);
    const distance = (i: number): number => {
      let sum = 0;
      for (let d = 0; d < dimensions; d++) sum += (values[i * dimensions + d] - centres[cluster * dimensions + d]) ** 2;
      return sum;
    };
    const ranked = members.map((i) => ({ i, away: distance(i) })).sort((a, b) => a.away - b.away);
    return ranked.slice(0, NAMED_WORDS).map(({ i }) => set.words.word(rows[i]));
  };
  transfer(labels.buffer, rows.buffer);
  return {
    ...{ labels: labels.buffer, rows: rows.buffer },
    clusters: Array.from(sizes, (size, cluster) => ({ size, words: nearestTo(cluster) })),
    ...{ inertia, iterations },
  };
};
