// Intervals of shares.

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
