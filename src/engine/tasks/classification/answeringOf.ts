// Which answers a neural classifier of an experiment gives.

import type { Dataset } from '../../data/dataset';
import type { Answering } from './answering';
import { classWeightsOf } from './classWeights';
import { oneLabel } from './oneLabel';
import type { AroundModel } from './aroundModel';
import { severalLabels } from './severalLabels';

/** Fails as `classWeightsOf`. */
export function answeringOf(experiment: AroundModel, dataset: Dataset): Answering {
  if (dataset.sets) return severalLabels(dataset.sets, dataset.labels.length);
  const { data, training } = experiment;
  return oneLabel({
    weights: classWeightsOf(experiment, dataset),
    calibrated: training.calibration === 'temperature',
    isOrdered: data.labelOrder !== undefined,
  });
}
