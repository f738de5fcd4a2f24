// McNemar's test (1947): of the examples that one system has right and the other wrong, are there more of one kind than chance has?

import { erfc } from '../numeric/errorFunction';
import { binomialTail } from './distributions';

export interface McNemar {
  /** Of the binomial distribution, two-sided. */
  exact: number;
  /** Of χ² with one degree of freedom, with the continuity correction of Edwards (1948). */
  corrected: number;
  /** The corrected χ². */
  statistic: number;
}

/** @param firstOnly how many the first alone has right @param otherOnly how many the other alone has right */
export function mcnemar(firstOnly: number, otherOnly: number): McNemar {
  const discordant = firstOnly + otherOnly;
  if (discordant === 0) return { exact: 1, corrected: 1, statistic: 0 };
  const statistic = Math.max(0, Math.abs(firstOnly - otherOnly) - 1) ** 2 / discordant;
  return {
    exact: Math.min(1, 2 * binomialTail(Math.min(firstOnly, otherOnly), discordant, 0.5)),
    corrected: erfc(Math.sqrt(statistic / 2)),
    statistic,
  };
}
