// What is wrong, or looks wrong, in an experiment's file.

import type { LabErrorData, LabErrorPlace } from './labError';

export interface Problem extends LabErrorData {
  severity: 'error' | 'warning';
  /** Where it is in another file that the experiment names, while `place` is the key that names it. */
  source?: LabErrorPlace;
}
