// Classification by an encoder with a head: its data, its model, and how its answers are learned.

import { loadDataset } from '../../data/dataset';
import { textsOfExample } from '../../data/severalTexts';
import { createClassifier, type ReadingModel } from '../../models/textClassifier';
import type { NeuralTask } from '../../train/neuralTask';
import type { PrepareOptions } from '../../train/preparedRun';
import { neuralTexts } from '../texts/neuralTexts';
import { answeringOf } from './answeringOf';
import type { AroundModel } from './aroundModel';

/** Fails as `loadDataset` and `answeringOf`. */
export async function neuralClassification(
  options: PrepareOptions<AroundModel> & { model: ReadingModel },
): Promise<NeuralTask> {
  const { experiment, baseFolder, progress, signal } = options;
  const { seed, training, data, clean } = experiment;
  progress({ phase: 'Reading' });
  const dataset = await loadDataset(data, { baseFolder, seed, clean, signal });
  return neuralTexts(options, {
    ...{ dataset, labels: dataset.labels, answering: answeringOf(experiment, dataset) },
    model: (sizes) =>
      createClassifier(options.model, {
        ...sizes,
        classes: dataset.labels.length,
        padding: training.padding,
        longest: training.maxLength,
        several: dataset.sets !== undefined,
        isOrdered: data.labelOrder !== undefined,
        calibration: training.calibration,
        texts: textsOfExample(data.text),
      }),
  });
}
