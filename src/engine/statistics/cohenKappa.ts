// Cohen's kappa: how far two people agree beyond what would be expected by chance (Cohen 1960, A coefficient of agreement for nominal
// scales, eq. 1), with the standard error of Fleiss, Cohen and Everitt (1969; Fleiss, Levin and Paik 2003, eq. 18.13), which holds
// whatever the true kappa is. Theirs is the delta method for things that are judged each by itself; of things that come together, as the tokens of
// a sentence, what each moves kappa by is added up first (Yang and Zhou 2014, Kappa statistic for clustered matched-pair data).

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

/** The numbers of the labels that the first one and the other gave a thing. */
export type JudgedPair = readonly [row: number, column: number];

/**
 * @param counts `[labels, labels]`, how many things the first one gave the label of the row, and the other that of the column; at least
 * one in all
 * @param together the same things by what they belong to; left out: each is by itself
 */
export function cohenKappa(
  counts: readonly (readonly number[])[],
  together?: Iterable<readonly JudgedPair[]>,
): CohenKappa {
  const n = sum(counts.map(sum));
  const rows = counts.map((row) => sum(row) / n);
  const columns = counts.map((_, j) => sum(counts.map((row) => row[j])) / n);
  const observed = sum(counts.map((row, i) => row[i])) / n;
  const expected = sum(rows.map((share, i) => share * columns[i]));
  if (counts.some((row, i) => row[i] === n)) return { observed, expected };
  const kappa = (observed - expected) / (1 - expected);
  /** How much a thing with these labels moves kappa, times n. */
  const moved = (i: number, j: number): number =>
    (Number(i === j) - observed - (1 - kappa) * (columns[i] + rows[j] - 2 * expected)) / (1 - expected);
  let squares = 0;
  if (together) for (const pairs of together) squares += sum(pairs.map(([i, j]) => moved(i, j))) ** 2;
  else counts.forEach((row, i) => row.forEach((count, j) => (squares += count * moved(i, j) ** 2)));
  const standardError = Math.sqrt(squares) / n;
  const [low, high] = [kappa - Z * standardError, kappa + Z * standardError];
  return { observed, expected, kappa, standardError, low: Math.max(-1, low), high: Math.min(1, high) };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
