// Runs to which texts are more or less probable.
import { canNow, type RunEntry } from '../runs/runEntry';

/** For `when` clauses: there is one. */
export const CAN_SCORE = 'nlpLab.canScore';

export const scores = (entry: RunEntry): boolean => canNow(entry, 'score');
