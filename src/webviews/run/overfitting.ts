// Whether a model learns its training part by heart: the validation loss rises while the training loss falls. Pure.

import type { EpochFigures } from '../../protocol/views';
import { VALIDATION } from '../shared/curves/validationCurves';

/** One epoch alone may be chance. */
const LEAST_EPOCHS = 2;
/** A rise of less than this share is noise. */
const LEAST_RISE = 0.01;

/** The epoch with the least validation loss, where it has risen since and the training loss fell; else undefined. */
export function overfittingSince(epochs: readonly EpochFigures[]): number | undefined {
  const losses = epochs.flatMap(({ epoch, metrics }) => {
    const [training, validation] = [metrics.loss, metrics[`${VALIDATION}loss`]];
    return Number.isFinite(training) && Number.isFinite(validation) ? [{ epoch, training, validation }] : [];
  });
  const last = losses.at(-1);
  if (!last) return undefined;
  const best = losses.reduce((least, each) => (each.validation < least.validation ? each : least));
  const hasRisen = last.validation > best.validation * (1 + LEAST_RISE) && last.epoch - best.epoch >= LEAST_EPOCHS;
  return hasRisen && last.training < best.training ? best.epoch : undefined;
}
