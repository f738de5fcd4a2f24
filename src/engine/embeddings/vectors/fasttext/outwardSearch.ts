// Which of a part's centroids is nearest to a point, exactly and without looking at all of them: they are sorted by their first number,
// and the search goes outward from the point's until that alone is too far away (Friedman, Baskett and Shustek 1975).

/** The number of the centroid that is nearest to the point which begins at `at`. */
export type NearestCentroid = (points: Float32Array, at: number) => number;

/** @param centroids [count, size]; later changes are not seen */
export function outwardSearch(centroids: Float32Array, size: number): NearestCentroid {
  const count = centroids.length / size;
  const order = Int32Array.from({ length: count }, (_, i) => i).sort((a, b) => centroids[a * size] - centroids[b * size] || a - b); // prettier-ignore
  const sorted = new Float32Array(centroids.length);
  order.forEach((from, to) => sorted.set(centroids.subarray(from * size, (from + 1) * size), to * size));

  return (points, at) => {
    const x = points[at];
    let [low, high] = [0, count];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (sorted[middle * size] < x) low = middle + 1;
      else high = middle;
    }
    let [left, right, best, least] = [low - 1, low, 0, Infinity];
    while (left >= 0 || right < count) {
      const before = left >= 0 ? x - sorted[left * size] : Infinity;
      const after = right < count ? sorted[right * size] - x : Infinity;
      const gap = before < after ? before : after;
      if (gap * gap >= least) break;
      const candidate = before < after ? left-- : right++;
      let distance = gap * gap;
      for (let k = 1, from = candidate * size + 1; k < size; k++, from++) {
        const difference = points[at + k] - sorted[from];
        distance += difference * difference;
      }
      if (distance >= least) continue;
      best = candidate;
      least = distance;
    }
    return order[best];
  };
}
