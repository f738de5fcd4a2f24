// The call `predict`. Loaded only when it is made, so that the worker starts without ONNX Runtime.

import type { Prediction } from '../../protocol/engine';
import { prepareCleaning } from '../data/cleanTexts';
import { encodeTexts } from '../data/encodedTexts';
import { nodeFiles } from '../store/nodeFiles';
import { specialTokens, UNK } from '../text/vocabulary';
import { openTrainedClassifier, type TrainedClassifier } from '../train/trainedClassifier';
import type { EngineCall } from './context';

/** Labels texts, in order. */
export const predict: EngineCall<'predict'> = async ({ folder, texts, checkpoint }, { emit, signal }) => {
  const trained = await openTrainedClassifier(nodeFiles, folder, checkpoint);
  const { experiment, record, session, tokenizer, vocabulary, parameters, notice } = trained;
  try {
    if (notice) emit('log', { level: 'warning', message: notice });
    const cleaned = (await prepareCleaning(experiment.clean, record.baseFolder)).texts(texts);
    const encoded = encodeTexts(cleaned, tokenizer, vocabulary, experiment.training);
    const predictions = new Array<Prediction>(texts.length);
    await session.run(
      parameters,
      encoded,
      experiment.training,
      (batch, logProbabilities, weights) =>
        batch.examples.forEach((example, row) => {
          const from = row * record.labels.length;
          const probabilities = Array.from(logProbabilities.subarray(from, from + record.labels.length), Math.exp);
          const first = experiment.training.padding === 'after' ? 0 : batch.time - batch.lengths[row];
          const attended =
            weights && Array.from({ length: batch.lengths[row] }, (_, t) => weights[(first + t) * batch.size + row]);
          predictions[example] = prediction(
            { input: texts[example], cleaned: cleaned[example] },
            trained,
            probabilities,
            attended,
          );
        }),
      signal,
    );
    return { predictions };
  } finally {
    await session.release();
  }
};

function prediction(
  { input, cleaned }: { input: string; cleaned: string },
  { record, experiment, tokenizer, vocabulary }: TrainedClassifier,
  probabilities: readonly number[],
  weights: number[] | undefined,
): Prediction {
  const best = probabilities.indexOf(Math.max(...probabilities));
  const label = record.labels[best];
  const { maxLength, truncation } = experiment.training;
  const all = tokenizer.tokenize(cleaned).tokens;
  const kept = truncation === 'end' ? all.slice(0, maxLength) : all.slice(Math.max(0, all.length - maxLength));
  const tokens = kept.length > 0 ? kept : [specialTokens[UNK]]; // what a text without tokens is to the model
  return {
    ...{ input, output: label, label, score: probabilities[best] },
    probabilities: Object.fromEntries(record.labels.map((name, index) => [name, probabilities[index]])),
    tokens,
    unknown: tokens.map((token) => vocabulary.idOf(token) === UNK),
    weights,
  };
}
