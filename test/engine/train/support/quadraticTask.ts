// The smallest neural task there is: two numbers that move towards each batch, in a run whose files are in memory or in a folder.

import { input, mul, sub, sum } from '../../../../src/engine/graph/ops';
import type { NeuralExperiment } from '../../../../src/engine/train/neuralRun';
import { prepareNeural } from '../../../../src/engine/train/neuralRun';
import type { NeuralTask } from '../../../../src/engine/train/neuralTask';
import type { RunPlace } from '../../../../src/engine/train/preparedRun';
import type { TrainerTask } from '../../../../src/engine/train/trainer';
import { tensor } from '../../../../src/engine/runtime/tensor';
import type { Feeds } from '../../../../src/engine/runtime/session';
import type { Checkpoint } from '../../../../src/engine/store/checkpoint';
import { nodeFiles } from '../../../../src/engine/store/nodeFiles';
import type { JsonValue } from '../../../../src/engine/store/sealedJson';
import type { MetricLine } from '../../../../src/protocol/run';
import { TRAINING } from './madeUpTraining';

export const valuesOf = (feeds: Feeds, name = 'w'): number[] => [...(feeds[name].data as Float32Array)];

/** @param validate figures of these two numbers; left out: there is no validation part */
export function quadraticTask(
  validate: TrainerTask['validate'] = () => Promise.resolve(undefined),
  change: Partial<NeuralTask> = {},
): NeuralTask {
  return {
    parameters: { w: { shape: [2], initialize: (out, _shape, next) => out.set([next(), next()]) } },
    loss({ w }) {
      const distance = sub(w, input('x', 'float32', [2]));
      return sum(mul(distance, distance));
    },
    ...{ labels: ['no', 'yes'], documents: { 'words.txt': 'a' }, hashes: { data: 'ab' }, notices: ['odd'] },
    ...{ largestBatch: new Map(), hasTest: true },
    trainerTask: () => ({
      batches: 3,
      batch: (epoch, index) => ({ feeds: { x: tensor('float32', [2], [epoch, index]) }, examples: 1 }),
      validate,
      masks: () => () => undefined,
    }),
    judge: () => Promise.resolve(undefined),
    release: () => Promise.resolve(),
    ...change,
  };
}

export const experimentOf = (training: Partial<NeuralExperiment['training']> = {}): NeuralExperiment => ({
  seed: 5,
  training: {
    ...TRAINING,
    optimizer: { type: 'sgd', learningRate: 0.1, momentum: 0.9, nesterov: false, weightDecay: 0 },
    ...training,
  },
  runtime: { threads: 1 },
});

export const prepared = (task: NeuralTask, training: Partial<NeuralExperiment['training']> = {}) =>
  prepareNeural({ experiment: experimentOf(training), defaults: undefined }, () => Promise.resolve(task));

/** What a run kept, in order. */
interface Kept {
  names: string;
  step: number;
  w: number[];
  checkpoint: Checkpoint;
}

/** A place that keeps checkpoints in memory. */
export function placeIn(folder: string, change: Partial<RunPlace> = {}) {
  const kept: Kept[] = [];
  const lines: MetricLine[] = [];
  const followed: number[] = [];
  const place: RunPlace = {
    ...{ files: nodeFiles, folder, signal: new AbortController().signal },
    observe: (line) => void lines.push(line),
    watched: () => undefined,
    follow: ({ step }) => void followed.push(step),
    trainWithin: () => Promise.reject(new Error('Nothing is trained within this run.')),
    save(names, progress, { parameters, state }) {
      const stored = (feeds: Feeds) =>
        new Map(Object.entries(feeds).map(([name, { shape }]) => [name, { shape, data: Float32Array.from(valuesOf(feeds, name)) }])); // prettier-ignore
      const state_ = { progress: structuredClone(progress) as unknown as JsonValue } as Checkpoint['state'];
      const checkpoint = { state: state_, model: stored(parameters), optimizer: stored(state) };
      const w = 'w' in parameters ? valuesOf(parameters) : [];
      kept.push({ names: names.join('+'), step: progress.step, w, checkpoint });
    },
    checkpointDue: () => false,
    ...change,
  };
  return { place, kept, lines, followed };
}
