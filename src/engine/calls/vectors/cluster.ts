// The call `clusterVectors`: k-means on vectors of length 1.

import { type Clusters, kMeans, nearestCentres } from '../../analysis/kMeans';
import { gatherPoints, type Points } from '../../analysis/points';
import { type Computation, run, within } from '../../analysis/steps';
import { wordsOfClusters } from './clusterWords';
import type { VectorsCall } from './openedVectors';
import { chosenRows, requireWhole } from './rows';

const DEFAULT_LIMIT = 100_000;
/** Centres are found among so many, the most frequent; the others go to the nearest of them. */
const MOST_LEARNED = 10_000;

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
  const found = await run(clustersOf(points, clusters, seed), {
    signal,
    onStep({ fraction }) {
      if (performance.now() - told < 100) return;
      told = performance.now();
      progress({ phase: 'Clustering', fraction });
    },
  });
  const { labels, sizes, inertia, iterations } = found;
  const words = wordsOfClusters(set, rows, points, found);
  transfer(labels.buffer, rows.buffer);
  return {
    ...{ labels: labels.buffer, rows: rows.buffer },
    clusters: Array.from(sizes, (size, cluster) => ({ size, words: words[cluster] })),
    ...{ inertia, iterations },
  };
};

async function* clustersOf(points: Points, clusters: number, seed: number): Computation<Clusters> {
  const { count, dimensions, values } = points;
  if (count <= MOST_LEARNED) return yield* kMeans(points, { clusters, seed });
  const learned = { count: MOST_LEARNED, dimensions, values: values.subarray(0, MOST_LEARNED * dimensions) };
  const found = yield* within(kMeans(learned, { clusters, seed }), 0, 0.5);
  return { ...found, ...(yield* within(nearestCentres(points, found.centres), 0.5, 1)) };
}
