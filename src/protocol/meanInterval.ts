// What a few values tell of the mean of many: its 95 % interval by Student's t (1908).

/** Student's t at 97.5 %, for 1 to 20 degrees of freedom. */
const T = [
  12.7062, 4.30265, 3.18245, 2.77645, 2.57058, 2.44691, 2.36462, 2.306, 2.26216, 2.22814, 2.20099, 2.17881, 2.16037,
  2.14479, 2.13145, 2.11991, 2.10982, 2.10092, 2.09302, 2.08596,
];
/** The normal distribution at 97.5 %. */
const Z = 1.959963984540054;

/** Beyond the table by Cornish and Fisher's expansion (1938), right to 1e-5 there. */
function studentT(freedom: number): number {
  if (freedom <= T.length) return T[freedom - 1];
  const first = (Z ** 3 + Z) / 4;
  const second = (5 * Z ** 5 + 16 * Z ** 3 + 3 * Z) / 96;
  const third = (3 * Z ** 7 + 19 * Z ** 5 + 17 * Z ** 3 - 15 * Z) / 384;
  return Z + first / freedom + second / freedom ** 2 + third / freedom ** 3;
}

/** The mean of a few values, with its 95 % interval; none of a single value. */
export function meanInterval(values: readonly number[]): { y: number; low?: number; high?: number } {
  const { length } = values;
  const y = values.reduce((sum, value) => sum + value, 0) / length;
  if (length < 2) return { y };
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - y) ** 2, 0) / (length - 1));
  const half = (studentT(length - 1) * deviation) / Math.sqrt(length);
  return { y, low: y - half, high: y + half };
}
