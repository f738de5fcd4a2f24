// Which of a part's centroids is nearest to a point, exactly, in the way that is quickest for parts of that size. Parts of two numbers are
// the usual ones.

import { nearestInPlane } from './nearestInPlane';
import { outwardSearch, type NearestCentroid } from './outwardSearch';

/** @param centroids [count, size]; later changes are not seen */
export function nearestCentroid(centroids: Float32Array, size: number): NearestCentroid {
  const outward = outwardSearch(centroids, size);
  return size === 2 ? nearestInPlane(centroids, outward) : outward;
}
