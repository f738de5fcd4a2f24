// Runs that tag.
import { canNow, type RunEntry } from '../runs/runEntry';

/** For `when` clauses: there is one. */
export const CAN_TAG = 'nlpLab.canTag';

export const tags = (entry: RunEntry): boolean => canNow(entry, 'tag');
