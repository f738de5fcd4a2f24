// Classification by an encoder with a head: its data, its model, and how its answers are learned.

import { loadDataset } from '../../data/dataset';
import { textsOfExample } from '../../data/severalTexts';
import { TEACHER } from '../../nn/distillation';
import { createClassifier, type ReadingModel } from '../../models/textClassifier';
import { tensor } from '../../runtime/tensor';
import type { NeuralTask } from '../../train/neuralTask';
import type { PrepareOptions } from '../../train/preparedRun';
import { prepareLessons, type PreparedLessons } from '../distill/lessons';
import { neuralTexts } from '../texts/neuralTexts';
import { answeringOf } from './answeringOf';
import type { AroundModel } from './aroundModel';
import { classWeightsOf } from './classWeights';
import { labelLessons, taughtTexts } from './labelLessons';

type Options = PrepareOptions<AroundModel> & { model: ReadingModel };

/** Fails as `loadDataset`, `answeringOf` and, with a teacher, as `taughtTexts` and `prepareLessons`. */
export async function neuralClassification(options: Options): Promise<NeuralTask> {
  const { experiment, baseFolder, progress, signal } = options;
  const { seed, training, data, clean } = experiment;
  progress({ phase: 'Reading' });
  const dataset = await loadDataset(data, { baseFolder, seed, clean, signal });
  const { distill } = training;
  const answering = answeringOf(experiment, dataset, distill);
  const task = {
    ...{ dataset, labels: dataset.labels, answering },
    objective: dataset.sets ? {} : { weights: classWeightsOf(experiment, dataset) },
    model: (sizes: { vocabulary: number; idf: () => Float64Array }) =>
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
  };
  if (!distill) return neuralTexts(options, task);

  const { train, vocabularyOf, files, notices } = await taughtTexts(dataset, options);
  const lessons = await prepareLessons(distill, labelLessons({ dataset, train, answering, experiment }), options);
  const taught = {
    dataset: { ...dataset, train, files: [...dataset.files, ...files], notices: [...dataset.notices, ...notices] },
    answering: {
      ...answering,
      targets: (part: typeof train, examples: Int32Array) => ({
        ...answering.targets(part, examples),
        [TEACHER]: rowsOf(lessons, examples, dataset.labels.length),
      }),
    },
  };
  return lessons.of(await neuralTexts(options, { ...task, ...taught, vocabularyOf }));
}

/** [examples, width] */
function rowsOf({ read }: PreparedLessons, examples: Int32Array, width: number) {
  const rows = new Float32Array(examples.length * width);
  examples.forEach((example, i) => read(example, rows.subarray(i * width, (i + 1) * width)));
  return tensor('float32', [examples.length, width], rows);
}
