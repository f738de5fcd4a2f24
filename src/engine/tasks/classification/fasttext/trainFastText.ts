// Trains a fastText classifier: steps on threads, figures after each epoch, checkpoints from which a training goes on.

import { LabError } from '../../../../protocol/labError';
import type { Metrics } from '../../../../protocol/run';
import {
  initializeClassifier,
  type ClassifierModel,
  type PlannedClassifier,
} from '../../../embeddings/classifier/classifierModel';
import { lossSumsOf, type ClassifierPlan } from '../../../embeddings/classifier/classifierSteps';
import { requireCountable } from '../../../embeddings/threadCount';
import { createStepTrainer, type StepTrainer } from '../../../embeddings/stepTrainer';
import type { RunPlace } from '../../../train/preparedRun';
import { unlessStopped, type TrainerResult } from '../../../train/trainer';
import type { AroundModel } from '../aroundModel';
import { figuresOf } from '../labelPart';
import { classifyRows } from './classify';
import type { FastTextDictionary } from './dictionary';
import { followFastText } from './fastTextProgress';
import type { HeldPart } from './heldPart';
import type { FastTextOptions } from './schema';
import { fastTextTensors, restoreFastText, weightsOf } from './tensors';
import type { TrainingData } from './trainingData';

interface FastTextTraining {
  options: FastTextOptions;
  training: AroundModel['training'];
  seed: number;
  labels: readonly string[];
  dictionary: FastTextDictionary;
  data: TrainingData;
  chunks: Int32Array;
  planned: PlannedClassifier;
  validation: HeldPart;
  /** Words of the training part. */
  tokens: number;
  threads: number;
  threadFile: string;
  module: WebAssembly.Module;
}

export async function trainFastText(place: RunPlace, given: FastTextTraining): Promise<TrainerResult> {
  const { options, training, seed, data, chunks, module, threads, threadFile } = given;
  const { epochs, checkpointEverySteps: every, earlyStopping } = training;
  const stepsPerEpoch = chunks.length - 1;
  requireCountable(epochs * stepsPerEpoch);
  const model = given.planned.create();
  if (place.checkpoint) restoreFastText(model, place.checkpoint.model);
  else initializeClassifier(model, module, { words: given.dictionary.words.length, seed });
  const plan: ClassifierPlan = { examples: data.examples, chunks, epochs, learningRate: options.learningRate, seed };
  const buckets = data.used.list();
  const follower = followFastText(place, {
    ...{ plan, stepsPerEpoch, tokens: given.tokens, losses: lossSumsOf(model) },
    tensors: () => fastTextTensors(model, buckets),
    now: () => performance.now() / 1000,
  });
  let trainer: StepTrainer | undefined;
  try {
    const firstStep = place.checkpoint?.state.step ?? 0;
    trainer = createStepTrainer({ task: { kind: 'classifier', model, plan }, threads, firstStep, module, threadFile });
    const ended = () => earlyStopping > 0 && follower.progress.epochsWithoutBetter >= earlyStopping;
    for (let { epoch } = follower.progress; epoch < epochs && !ended();) {
      const endOfEpoch = (epoch + 1) * stepsPerEpoch;
      const nextSave = every > 0 ? (Math.floor(trainer.step / every) + 1) * every : endOfEpoch;
      const until = Math.min(endOfEpoch, nextSave);
      const pause = (step: number): boolean => {
        follower.tick(step);
        return follower.saveDue();
      };
      follower.goOn();
      const state = await trainer.run({ until, signal: place.signal, pause });
      follower.tick(trainer.step);
      if (trainer.step === endOfEpoch) {
        const figures = await unlessStopped(() => validated(model, given, place.signal));
        if (figures === 'stopped') return stopped(); // a resume will validate
        follower.endEpoch(figures, training.monitor);
        epoch++;
      } else if (state === 'paused' && place.signal.aborted) return stopped();
      else if (state === 'paused' || trainer.step === nextSave) follower.save();
    }
    follower.save();
    return { status: 'completed', progress: follower.progress };
  } catch (error) {
    if (error instanceof LabError && error.code === 'NOT_FINITE') follower.keepBest();
    throw error;
  } finally {
    await trainer?.close();
  }

  function stopped(): TrainerResult {
    follower.save();
    return { status: 'stopped', progress: follower.progress };
  }
}

/** Undefined without a validation part. Fails with `CANCELLED`. */
async function validated(
  model: ClassifierModel,
  { options, training, dictionary, labels, validation }: FastTextTraining,
  signal: AbortSignal,
): Promise<Metrics | undefined> {
  const { classes, examples, rowsOf } = validation;
  if (classes.length === 0) return undefined;
  const weights = weightsOf(model, options, dictionary);
  const logProbabilities = await classifyRows(weights, classes.length, rowsOf, { labels, signal });
  return figuresOf({ classes, examples, labels, logProbabilities, source: 'validation' }, training.monitor);
}
