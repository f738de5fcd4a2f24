// Cohen's kappa: how far two people agree beyond what would be expected by chance (Cohen 1960, A coefficient of agreement for nominal
// scales, eq. 1), with the standard error of Fleiss, Cohen and Everitt (1969; Fleiss, Levin and Paik 2003, eq. 18.13), which holds
// whatever the true kappa is.

/** Of 95 %, two-sided, of the normal distribution. */
const Z = 1.959963984540054;

export interface CohenKappa {
  /** p_o: the share of things that both have judged alike. */
  observed: number;
  /** p_e = Σ p_i. p_.i: the share that is expected of people who judge by chance, each as often so as they did. */
  expected: number;
  /** (p_o − p_e) / (1 − p_e); undefined where all are judged alike by one and the same label, which leaves chance no room. */
  kappa?: number;
  /** Undefined where kappa is. */
  standardError?: number;
  /** kappa ∓ 1.96 standard errors, within −1 and 1. */
  low?: number;
  high?: number;
}

/**
 * @param counts `[labels, labels]`, how many things the first one gave the label of the row, and the other that of the column; at least
 * one in all
 */
export function cohenKappa(counts: readonly (readonly number[])[]): CohenKappa {
  const n = sum(counts.map(sum));
  const rows = counts.map((row) => sum(row) / n);
  const columns = counts.map((_, j) => sum(counts.map((row) => row[j])) / n);
  const observed = sum(counts.map((row, i) => row[i])) / n;
  const expected = sum(rows.map((share, i) => share * columns[i]));
  if (counts.some((row, i) => row[i] === n)) return { observed, expected };
  const kappa = (observed - expected) / (1 - expected);
  const away = 1 - kappa;
  const same = sum(counts.map((row, i) => (row[i] / n) * (1 - (rows[i] + columns[i]) * away) ** 2));
  const others = sum(
    counts.map((row, i) => sum(row.map((count, j) => (i === j ? 0 : (count / n) * (columns[i] + rows[j]) ** 2)))),
  );
  const variance = (same + away ** 2 * others - (kappa - expected * away) ** 2) / ((1 - expected) ** 2 * n);
  const standardError = Math.sqrt(Math.max(0, variance)); // rounding may leave less than nothing of none
  const [low, high] = [kappa - Z * standardError, kappa + Z * standardError];
  return { observed, expected, kappa, standardError, low: Math.max(-1, low), high: Math.min(1, high) };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
