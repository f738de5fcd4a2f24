// Tails and intervals of shares and of the normal distribution.

/** Of 95 %. */
const Z = 1.959963984540054;

/** The interval of Wilson (1927) for a share of which `right` of `count` were seen; 95 %. */
export function wilsonInterval(right: number, count: number): { low: number; high: number } {
  const share = right / count;
  const squared = (Z * Z) / count;
  const middle = share + squared / 2;
  const half = Z * Math.sqrt((share * (1 - share)) / count + squared / (4 * count));
  return { low: Math.max(0, (middle - half) / (1 + squared)), high: Math.min(1, (middle + half) / (1 + squared)) };
}

/** How probable a standard normal variable is to be at most `z`; to about 1e-7 (Abramowitz and Stegun 1964, 7.1.26). */
export function normalTail(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const coefficients = [1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592];
  const tail = 0.5 * t * coefficients.reduce((sum, each) => sum * t + each, 0) * Math.exp(-x * x);
  return z < 0 ? tail : 1 - tail;
}
