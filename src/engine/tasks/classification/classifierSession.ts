// A classifier at work: log probabilities for encoded texts, and the report on a labelled part.

import type { TrainingOptions } from '../../schema/training';
import { LabError } from '../../../protocol/labError';
import type { Metrics } from '../../../protocol/run';
import { makeBatch, planBatches, type Batch } from '../../data/batches';
import { lengthsOf, type EncodedTexts } from '../../data/encodedTexts';
import type { LabeledText } from '../../data/examples';
import { classificationReport, type ClassifiedPart } from '../../metrics/classificationReport';
import type { Classifier } from '../../models/classifier';
import { classifierInference } from '../../models/classifierPrograms';
import { compile, type Feeds, type SessionSettings } from '../../runtime/session';
import { tensor } from '../../runtime/tensor';

export interface ClassifierSession {
  /**
   * Called for each batch of texts with log probabilities `[batch, classes]` and, with attention pooling, the weights
   * `[time, batch]`. Between batches the signal is looked at.
   */
  run(
    parameters: Feeds,
    texts: EncodedTexts,
    shape: BatchShape,
    each: (batch: Batch, logProbabilities: Float32Array, weights: Float32Array | undefined) => void,
    signal?: AbortSignal,
  ): Promise<void>;
  release(): Promise<void>;
}

type BatchShape = Pick<TrainingOptions, 'batchSize' | 'maxLength' | 'padding'>;

/** @param several texts may have several labels: each probability is one of its own */
export async function createClassifierSession(
  classifier: Classifier,
  settings: SessionSettings,
  several = false,
): Promise<ClassifierSession> {
  const program = await compile(classifierInference(classifier, several), settings, 'inference');
  return {
    async run(parameters, texts, shape, each, signal) {
      const classes = new Int32Array(texts.starts.length - 1);
      for (const examples of planBatches(lengthsOf(texts), shape)) {
        if (signal?.aborted) throw new LabError('CANCELLED', 'Evaluation was cancelled.');
        const batch = makeBatch(texts, classes, examples, shape);
        const { logProbabilities, weights } = await program.run({ ...parameters, ...batchFeeds(batch, shape.padding) });
        each(batch, logProbabilities.data as Float32Array, weights?.data as Float32Array | undefined);
      }
    },
    release: () => program.release(),
  };
}

/** `ids` and `mask` of a padded batch, [time, batch]. */
export function batchFeeds({ ids, lengths, time, size }: Batch, padding: TrainingOptions['padding']): Feeds {
  const mask = new Uint8Array(time * size);
  lengths.forEach((length, column) => {
    const first = padding === 'after' ? 0 : time - length;
    for (let t = first; t < first + length; t++) mask[t * size + column] = 1;
  });
  return { ids: tensor('int32', [time, size], ids), mask: tensor('bool', [time, size], mask) };
}

export interface LabeledPart {
  texts: EncodedTexts;
  /** `[examples]` */
  classes: Int32Array;
  examples: readonly LabeledText[];
  labels: readonly string[];
  /** What the report is about. */
  source: string;
  training: BatchShape;
  signal?: AbortSignal;
}

/** Those that are watched while training. */
export function figuresOf(part: ClassifiedPart): Metrics {
  const { accuracy, macroF1, loss } = classificationReport(part);
  return { accuracy, macroF1, loss };
}

export async function classify(
  session: ClassifierSession,
  parameters: Feeds,
  part: LabeledPart,
): Promise<ClassifiedPart> {
  const { texts, classes, labels, training, signal } = part;
  const logProbabilities = new Float32Array(classes.length * labels.length);
  await session.run(
    parameters,
    texts,
    training,
    (batch, rows) =>
      batch.examples.forEach((example, row) => {
        const from = row * labels.length;
        logProbabilities.set(rows.subarray(from, from + labels.length), example * labels.length);
      }),
    signal,
  );
  return { ...part, logProbabilities };
}
