// A run of a neural model: batches, training steps, checkpoints that a resume continues bit for bit.

import path from 'node:path';
import type { Experiment, RecurrentClassifierOptions } from '../../protocol/experiment';
import { LabError } from '../../protocol/labError';
import { createRandom } from '../data/random';
import { parameterCount } from '../nn/parameters';
import { createOptimizer } from '../optim/optimizers';
import { requireMemory } from '../runtime/machine';
import type { Feeds, SessionSettings } from '../runtime/session';
import type { Checkpoint } from '../store/checkpoint';
import { runFiles } from '../store/runFolder';
import { prepareClassification, type ClassificationTask } from './classificationTask';
import { copyStored, drawParameters, feedsOf } from './parameterValues';
import type { PreparedRun, PrepareOptions, RunPlace } from './preparedRun';
import { progressOf } from './runKeeper';
import { train, type TrainerResult } from './trainer';
import { createTrainingStep, planTraining, trainingBytes, type TrainingPlan, type TrainingStep } from './trainingStep';

export interface NeuralRunOptions extends PrepareOptions {
  model: RecurrentClassifierOptions;
  settings: SessionSettings;
}

/** Fails also with `NO_MEMORY`, before anything was started. */
export async function prepareNeuralRun(options: NeuralRunOptions): Promise<PreparedRun> {
  const { experiment, settings } = options;
  const { training } = experiment;
  const task = await prepareClassification(options);
  const plan = planTraining({
    parameters: task.parameters,
    loss: task.loss,
    update: { ...training, rule: createOptimizer(training.optimizer) },
  });
  requireMemory(trainingBytes(plan, task.largestBatch));
  const { labels, hashes, notices, hasTest } = task;
  return {
    ...{ settings, labels, hashes, notices, hasTest },
    parameters: parameterCount(task.parameters),
    epochs: training.epochs,
    documents: { [runFiles.tokenizer]: task.tokenizerFile },
    find: (place) => trainSteps({ experiment, task, settings, plan }, place),
    judge: (model) => task.report(feedsOf(model), settings),
    release: () => task.release(),
  };
}

interface Training {
  experiment: Experiment;
  task: ClassificationTask;
  settings: SessionSettings;
  plan: TrainingPlan;
}

async function trainSteps({ experiment, task, settings, plan }: Training, place: RunPlace): Promise<TrainerResult> {
  const { checkpoint, signal } = place;
  const step = await createTrainingStep(plan, settings, {
    fill(parameters, state) {
      if (checkpoint) return fillFrom(checkpoint, place.folder, { parameters, state });
      const { uniform } = createRandom({ seed: experiment.seed, stream: 'parameters' });
      drawParameters(task.parameters, parameters, uniform);
    },
  });
  try {
    return await train({
      training: experiment.training,
      step,
      task: task.trainerTask(settings),
      observer: { metric: place.observe },
      keeper: {
        save(names, progress) {
          place.follow(progress);
          requireFinite(step, progress.step);
          place.save(names, progress, { parameters: step.parameters(), state: step.state() });
        },
        due: place.checkpointDue,
      },
      now: () => performance.now() / 1000,
      signal,
      progress: checkpoint && progressOf(checkpoint),
    });
  } finally {
    await step.release();
  }
}

function fillFrom({ model, optimizer }: Checkpoint, folder: string, into: { parameters: Feeds; state: Feeds }): void {
  copyStored(model, into.parameters, path.join(folder, 'checkpoints', 'last', 'model.safetensors'));
  copyStored(optimizer, into.state, path.join(folder, 'checkpoints', 'last', 'optimizer.safetensors'));
}

/** The gradients of the last step were finite; what it made of them is seen here, before it becomes a checkpoint. */
function requireFinite(step: TrainingStep, number: number): void {
  for (const [name, { data }] of Object.entries({ ...step.parameters(), ...step.state() }))
    if (!(data as Float32Array).every(Number.isFinite))
      throw new LabError(
        'NOT_FINITE',
        `"${name}" is no longer finite after step ${number}. The last good checkpoint was kept. ` +
          'Lower training.optimizer.learningRate, then train again.',
        { key: ['training', 'optimizer', 'learningRate'] },
      );
}
