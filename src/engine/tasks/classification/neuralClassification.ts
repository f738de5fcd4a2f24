// Classification by an encoder with a head: its data, its model, and how its answers are learned.

import { madeOf } from '../../data/dataParts';
import { loadDataset, type Dataset } from '../../data/dataset';
import { textsOfExample } from '../../data/severalTexts';
import { TEACHER } from '../../nn/distillation';
import { TEACHER_STATES } from '../../nn/stateLoss';
import type { Feeds } from '../../runtime/session';
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
  const { experiment, baseFolder, progress, signal, sample } = options;
  const { seed, data, clean } = experiment;
  progress({ phase: 'Reading' });
  return madeOf(await loadDataset(data, { baseFolder, seed, clean, signal, sample }), (dataset) =>
    learnedFrom(dataset, options),
  );
}

async function learnedFrom(dataset: Dataset, options: Options): Promise<NeuralTask> {
  const { experiment } = options;
  const { training, data } = experiment;
  const { distill } = training;
  const answering = answeringOf(experiment, dataset);
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
  const learnsStates = distill.states !== undefined;
  const asked = labelLessons({ dataset, train, answering, experiment, learnsStates });
  const lessons = await prepareLessons(distill, asked, options);
  const taught = {
    dataset: { ...dataset, train, files: [...dataset.files, ...files], notices: [...dataset.notices, ...notices] },
    answering: {
      ...answeringOf(experiment, dataset, lessons.taught),
      targets: (part: typeof train, examples: Int32Array) => ({
        ...answering.targets(part, examples),
        ...taughtRows(lessons, examples),
      }),
    },
  };
  return lessons.of(await neuralTexts(options, { ...task, ...taught, vocabularyOf }));
}

/** What the teacher says of examples, which stand anywhere: each [examples, width]. */
function taughtRows({ read }: PreparedLessons, examples: Int32Array): Feeds {
  const rows = Array.from(examples, (example) => read(example, 1));
  const matrix = (each: Float32Array[]) => {
    const [{ length: width }] = each;
    const values = new Float32Array(each.length * width);
    each.forEach((row, i) => values.set(row, i * width));
    return tensor('float32', [each.length, width], values);
  };
  const states = rows.map((row) => row.states);
  return {
    [TEACHER]: matrix(rows.map(({ answers }) => answers)),
    ...(states[0].length > 0 && { [TEACHER_STATES]: matrix(states) }),
  };
}
