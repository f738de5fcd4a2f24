// Which answers a neural classifier of an experiment gives.

import type { DataPart, Dataset } from '../../data/dataset';
import type { ClassifiedPart } from '../../metrics/classificationReport';
import type { TaughtOptions } from '../../nn/distillation';
import { listOf } from '../../text/rows';
import type { Answering } from '../texts/answering';
import { classWeightsOf } from './classWeights';
import { oneLabel } from './oneLabel';
import type { AroundModel } from './aroundModel';
import { severalLabels } from './severalLabels';
import { simpleModels } from './simpleModels';

/** Fails as `classWeightsOf`. @param taught with a teacher */
export function answeringOf(
  experiment: AroundModel,
  dataset: Dataset,
  taught?: TaughtOptions,
): Answering<DataPart, ClassifiedPart> {
  const { data, training } = experiment;
  const { labels, sets } = dataset;
  const own = sets
    ? severalLabels(sets, labels.length, taught)
    : oneLabel({
        ...{ weights: classWeightsOf(experiment, dataset), taught },
        calibrated: training.calibration === 'temperature',
        isOrdered: data.labelOrder !== undefined,
        monitor: training.monitor,
      });
  return {
    ...own,
    answered: ({ classes, examples }, logProbabilities, source) => ({
      ...{ classes, examples: listOf(examples), labels, logProbabilities, source },
    }),
    simpleModels: (judged, tokenizer, signal) =>
      simpleModels({ experiment, dataset, judged, answering: own, tokenizer, signal }),
  };
}
