// The complementary error function, which tails of the normal distribution are made of.

const ROOT_PI = Math.sqrt(Math.PI);

/** erfc(x) = 1 − erf(x), to about 14 digits, also of its small values. */
export function erfc(x: number): number {
  if (x < 0) return 2 - erfc(-x);
  const density = Math.exp(-x * x) / ROOT_PI;
  return x < 2 ? 1 - 2 * density * series(x) : density * fraction(x);
}

/** Σ 2ⁿ x²ⁿ⁺¹ / (2n + 1)!! (Abramowitz and Stegun 1964, 7.1.6). */
function series(x: number): number {
  let [term, sum] = [x, x];
  for (let n = 1; term > sum * 1e-17; n++) sum += term *= (2 * x * x) / (2 * n + 1);
  return sum;
}

/** 1 / (x + ½ / (x + 1 / (x + 3⁄2 / (x + …)))) (7.1.14). */
function fraction(x: number): number {
  let value = x;
  for (let n = 120; n >= 1; n--) value = x + n / 2 / value;
  return 1 / value;
}
