// The most probable tokens of one place.

/** Up to so many are sorted in as they are met; of more, all above the least of them are sorted. */
const FEW = 64;

/**
 * The `count` tokens with the greatest values, or all that are possible, the greatest first; of equals the smaller id.
 * @param values `[vocabulary]`; −∞ for what is impossible
 */
export function mostProbable(values: Float32Array, count: number): Int32Array {
  return count <= FEW ? few(values, count) : many(values, count);
}

function few(values: Float32Array, count: number): Int32Array {
  const best = new Int32Array(count);
  let [used, least] = [0, -Infinity];
  for (let token = 0; token < values.length; token++) {
    const value = values[token];
    if (!(value > least)) continue;
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

function many(values: Float32Array, count: number): Int32Array {
  const { length } = values;
  const least = count < length ? values.slice().sort()[length - count] : -Infinity;
  const above = tokensWhere(values, (value) => value > least).sort((a, b) => values[b] - values[a] || a - b);
  const equal = tokensWhere(values, (value) => value === least && value > -Infinity);
  const found = new Int32Array(Math.min(count, above.length + equal.length));
  found.set(above);
  found.set(equal.subarray(0, found.length - above.length), above.length);
  return found;
}

/** By id. */
export function tokensWhere(values: Float32Array, test: (value: number) => boolean): Int32Array<ArrayBuffer> {
  const found = new Int32Array(values.length);
  let count = 0;
  for (let token = 0; token < values.length; token++) if (test(values[token])) found[count++] = token;
  return found.slice(0, count);
}
