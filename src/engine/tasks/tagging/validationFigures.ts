// The figures that a training watches on the validation part.

import type { Metrics } from '../../../protocol/run';
import { LabError } from '../../../protocol/labError';
import { followedFigures } from '../../metrics/entityFigures';
import type { AroundTagger } from './aroundTagger';
import type { JudgedSentences } from './judgeSentences';

export function validationFigures({ judged, loss }: JudgedSentences): Metrics {
  return { ...followedFigures(judged), ...(loss === undefined ? {} : { loss }) };
}

/** Fails with `INVALID_DATA` where a loss is to be watched that no sentence has. @param tags by sentence; negative: not known */
export function requireWatched(tags: readonly Int32Array[], monitor: AroundTagger['training']['monitor']): void {
  if (monitor !== 'loss' || tags.length === 0 || tags.some((sentence) => sentence.every((tag) => tag >= 0))) return;
  throw new LabError(
    'INVALID_DATA',
    'Each sentence of the validation part has a tag that the training part does not have, so there is no loss to watch. Correct the tags, or set "training.monitor" to "f1".',
    { key: ['training', 'monitor'] },
  );
}
