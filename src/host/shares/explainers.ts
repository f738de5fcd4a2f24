// Runs whose answers can be shared out among the tokens of a text.
import { canNow, type RunEntry } from '../runs/runEntry';

/** For `when` clauses: there is one. */
export const CAN_EXPLAIN = 'nlpLab.canExplain';

export const explains = (entry: RunEntry): boolean =>
  (['label', 'number', 'tag'] as const).some((ability) => canNow(entry, ability));
