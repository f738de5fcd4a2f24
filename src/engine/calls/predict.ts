// The call `predict`. Loaded only when it is made, so that the worker starts without ONNX Runtime.

import type { Prediction } from '../../protocol/engine';
import { LabError } from '../../protocol/labError';
import { prepareCleaning } from '../data/cleanTexts';
import { nodeFiles } from '../store/nodeFiles';
import { openClassifier } from '../train/openClassifier';
import type { TrainedClassifier } from '../train/trainedClassifier';
import type { EngineCall } from './context';
import { requireExplainable } from './explain';

/** Labels texts, in order. */
export const predict: EngineCall<'predict'> = async (request, { log, signal }) => {
  const { folder, texts, checkpoint, explain = false } = request;
  const classifier = await openClassifier(nodeFiles, folder, checkpoint);
  const { experiment, record, notice } = classifier;
  try {
    if (notice) log({ level: 'warning', message: notice });
    if (explain) requireExplainable(classifier);
    const cleaned = (await prepareCleaning(experiment.clean, record.baseFolder)).texts(texts);
    const weights = new Map<number, number[]>();
    const attention = (text: number, each: number[]) => weights.set(text, each);
    const logProbabilities = await classifier.classify(cleaned, { signal, attention });
    const classes = record.labels.length;
    if (request.attention && texts.length !== 1)
      throw new LabError('INVALID_ARGUMENT', 'Ask for the attention of one text at a time.');
    const maps = request.attention ? await classifier.attend?.(cleaned[0]) : undefined;
    const predictions = texts.map((input, i) => {
      const probabilities = Array.from(logProbabilities.subarray(i * classes, (i + 1) * classes), Math.exp);
      const seen = { input, cleaned: cleaned[i], probabilities, weights: weights.get(i), explain };
      return { ...predictionOf(classifier, seen), ...(maps ? { maps } : {}) };
    });
    return { predictions };
  } finally {
    await classifier.release();
  }
};

interface Predicted {
  input: string;
  cleaned: string;
  probabilities: readonly number[];
  weights: number[] | undefined;
  explain: boolean;
}

function predictionOf(classifier: TrainedClassifier, predicted: Predicted): Prediction {
  const { input, cleaned, probabilities, weights, explain } = predicted;
  const { labels } = classifier.record;
  const best = probabilities.indexOf(Math.max(...probabilities));
  const label = labels[best];
  return {
    ...{ input, output: label, label, score: probabilities[best] },
    probabilities: Object.fromEntries(labels.map((name, index) => [name, probabilities[index]])),
    ...classifier.tokensOf(cleaned),
    weights,
    ...(classifier.givesProbabilities ? {} : { uncalibrated: true as const }),
    ...(explain ? { explanation: classifier.explain?.(cleaned, best) } : {}),
  };
}
