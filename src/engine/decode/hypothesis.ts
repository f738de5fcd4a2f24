// A beginning of an output, as a search holds it.

import { lengthPenalty } from './lengthPenalty';

export interface Hypothesis {
  /** Without the end symbol. */
  tokens: readonly number[];
  /** By token, and of the end symbol where it ended: natural log probabilities. */
  logProbabilities: readonly number[];
  /** Their sum. */
  total: number;
  ended: boolean;
  /** By token: where the model looked when it chose it, `[sourceTime]`. */
  attention: readonly Float32Array[];
  /** Its number in the record of the search. */
  node: number;
}

export const emptyHypothesis: Hypothesis = {
  ...{ tokens: [], logProbabilities: [], total: 0, ended: false, attention: [], node: 0 },
};

/** What hypotheses are ranked by: the log probability over the penalty of the length, end symbol counted. */
export function scoreOf({ total, logProbabilities }: Pick<Hypothesis, 'total' | 'logProbabilities'>, alpha: number) {
  return alpha === 0 ? total : total / lengthPenalty(logProbabilities.length, alpha);
}
