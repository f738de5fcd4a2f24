// Regression by an encoder with a head: its data, its model, and how its answers are learned.

import { figure } from '../../../protocol/figures';
import { madeOf, type DataParts } from '../../data/dataParts';
import { loadNumbers, spreadOf, type NumberPart, type Spread } from '../../data/numbers';
import { textsOfExample } from '../../data/severalTexts';
import { numberModelInference, numberModelLoss } from '../../models/classifierPrograms';
import { createNumberModel } from '../../models/textClassifier';
import { tensor } from '../../runtime/tensor';
import { listOf } from '../../text/rows';
import { prepareNeural } from '../../train/neuralRun';
import type { NeuralTask } from '../../train/neuralTask';
import type { PreparedRun, PrepareOptions } from '../../train/preparedRun';
import type { Answering } from '../texts/answering';
import { neuralTexts } from '../texts/neuralTexts';
import type { AnsweredNumbers } from './answeredNumbers';
import { figuresOf, numberPart } from './numberPart';
import type { RegressionExperiment } from './schema';
import { simpleNumbers } from './simpleNumbers';

type Options = PrepareOptions<RegressionExperiment>;

export const prepareRegression = (options: Options): Promise<PreparedRun> =>
  prepareNeural(options, () => neuralRegression(options));

/** Fails as `loadNumbers`. */
async function neuralRegression(options: Options): Promise<NeuralTask> {
  const { experiment, baseFolder, progress, signal, sample } = options;
  const { seed, data, clean } = experiment;
  progress({ phase: 'Reading' });
  return madeOf(await loadNumbers(data, { baseFolder, seed, clean, signal, sample }), (dataset) =>
    learnedFrom(dataset, options),
  );
}

async function learnedFrom(dataset: DataParts<NumberPart>, options: Options): Promise<NeuralTask> {
  const { experiment } = options;
  const { training, data, model } = experiment;
  const spread = keptSpread(dataset.train.numbers);
  dataset.notices.push(
    `The numbers of the training part have the mean ${figure(spread.mean)} and the standard deviation ${figure(spread.deviation)}; the loss is of standardised ones.`,
  );
  const { padding, maxLength: longest } = training;
  return neuralTexts(
    { ...options, model },
    {
      ...{ dataset, labels: [], answering: answeringOf(experiment, dataset, spread) },
      objective: { loss: training.loss, delta: training.delta },
      model: (sizes) =>
        createNumberModel(model, { ...sizes, padding, longest, spread, texts: textsOfExample(data.text) }),
    },
  );
}

/** As it is kept with the parameters, so that a run is judged by the same numbers whenever that is. */
function keptSpread(numbers: Float64Array): Spread {
  const { mean, deviation } = spreadOf(numbers);
  return { mean: Math.fround(mean), deviation: Math.fround(deviation) };
}

const answeringOf = (
  experiment: RegressionExperiment,
  dataset: DataParts<NumberPart>,
  spread: Spread,
): Answering<NumberPart, AnsweredNumbers> => {
  const { training } = experiment;
  const scale = { ...training, spread };
  return {
    loss: (model, parameters) => numberModelLoss(model, parameters, training),
    targets: ({ numbers }, examples) => ({
      numbers: tensor(
        'float32',
        [examples.length],
        Float32Array.from(examples, (example) => numbers[example]),
      ),
    }),
    inference: numberModelInference,
    answered: ({ examples, numbers }, answers, source) => ({
      ...{ examples: listOf(examples), right: numbers, given: Float64Array.from(answers), source, scale },
    }),
    figures: figuresOf,
    judged: (answered, _, judging) => numberPart(answered, judging),
    simpleModels: (judged, tokenizer, signal) => simpleNumbers({ experiment, dataset, judged, tokenizer, signal }),
  };
};
