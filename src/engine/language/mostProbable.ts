// The most probable tokens of one place.

/** The `count` tokens with the greatest values, the greatest first; of equals the smaller id. @param values [vocabulary] */
export function mostProbable(values: Float32Array, count: number): Int32Array {
  const best = new Int32Array(count);
  let [used, least] = [0, -Infinity];
  for (let token = 0; token < values.length; token++) {
    const value = values[token];
    if (used === count && !(value > least)) continue;
    let at = used < count ? used++ : count - 1;
    while (at > 0 && value > values[best[at - 1]]) {
      best[at] = best[at - 1];
      at--;
    }
    best[at] = token;
    if (used === count) least = values[best[count - 1]];
  }
  return best.subarray(0, used);
}
