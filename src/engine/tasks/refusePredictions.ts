// Runs that do not tag have no columns to save their answers in.

import { LabError } from '../../protocol/labError';
import type { Judged } from './openModel';

/** Fails with `INVALID_ARGUMENT`. */
export function refusePredictions({ predictions }: Pick<Judged, 'predictions'>): void {
  if (predictions !== undefined)
    throw new LabError(
      'INVALID_ARGUMENT',
      'Answers beside right ones are saved of runs that tag alone; "predict" gives those of this run.',
    );
}
