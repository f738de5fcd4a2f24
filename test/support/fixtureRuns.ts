// Run folders in every state, written by the store itself: for tests of the sidebar and of the run's view, and to look at.

import fs from 'node:fs';
import path from 'node:path';
import { writeCheckpoint } from '../../src/engine/store/checkpoint';
import { openMetricsLog } from '../../src/engine/store/metricsLog';
import { nodeFiles } from '../../src/engine/store/nodeFiles';
import { runFiles } from '../../src/engine/store/runFolder';
import { writeRecord } from '../../src/engine/store/runRecord';
import { labelReport } from '../../src/engine/tasks/classification/labelReport';
import type { Report } from '../../src/protocol/report';
import type { RunRecord, RunStatus } from '../../src/protocol/run';

export interface FixtureRun {
  id: string;
  status: RunStatus;
  epochs: number;
  /** Epochs that have ended. */
  epoch: number;
  stepsPerEpoch: number;
  checkpoints: ('last' | 'best')[];
  evaluated?: boolean;
  failure?: RunRecord['failure'];
}

export const FIXTURE_RUNS: readonly FixtureRun[] = [
  {
    id: '2026-11-18-reviews-lstm-00a1',
    status: 'completed',
    ...{ epochs: 10, epoch: 10, stepsPerEpoch: 400, evaluated: true },
    checkpoints: ['last', 'best'],
  },
  // Written as `running` without a live writer, as a killed process leaves it.
  {
    id: '2026-11-19-reviews-gru-00b2',
    status: 'running',
    ...{ epochs: 8, epoch: 3, stepsPerEpoch: 50 },
    checkpoints: ['last'],
  },
  {
    id: '2026-11-17-reviews-rnn-00c3',
    status: 'failed',
    ...{ epochs: 5, epoch: 1, stepsPerEpoch: 50 },
    checkpoints: [],
    failure: { code: 'NOT_FINITE', message: 'The loss was not a number in step 61. Lower the learning rate.' },
  },
  {
    id: '2026-11-16-reviews-stopped-00d4',
    status: 'stopped',
    ...{ epochs: 6, epoch: 2, stepsPerEpoch: 50 },
    checkpoints: ['last', 'best'],
  },
];

/** A run whose `run.json` is torn. */
export const DAMAGED_RUN = '2026-11-15-reviews-damaged-00e5';

/** Writes all fixture runs; their data is `baseFolder`/reviews.tsv. */
export function writeFixtureRuns(runsFolder: string, baseFolder: string): void {
  for (const run of FIXTURE_RUNS) writeFixtureRun(path.join(runsFolder, run.id), run, baseFolder);
  const damaged = path.join(runsFolder, DAMAGED_RUN);
  fs.mkdirSync(damaged, { recursive: true });
  fs.writeFileSync(path.join(damaged, 'run.json'), '{"format": 1, "id": "2026-11-15-rev');
}

export function writeFixtureRun(folder: string, run: FixtureRun, baseFolder: string): void {
  fs.mkdirSync(folder, { recursive: true });
  const name = run.id.slice(11, -5);
  const steps = run.epoch * run.stepsPerEpoch;
  fs.writeFileSync(path.join(folder, runFiles.experiment), JSON.stringify(experiment(name, run), null, 2));
  writeMetrics(path.join(folder, runFiles.metrics), run);
  if (run.evaluated) fs.writeFileSync(path.join(folder, runFiles.evaluation), JSON.stringify(evaluation(baseFolder)));
  for (const checkpoint of run.checkpoints) writeCheckpoint(nodeFiles, folder, checkpoint, emptyCheckpoint(steps, run));
  writeRecord(nodeFiles, folder, record(name, run, baseFolder));
}

function record(name: string, run: FixtureRun, baseFolder: string): RunRecord {
  const steps = run.epoch * run.stepsPerEpoch;
  const { epoch } = run;
  return {
    ...{ format: 1, id: run.id, name, task: 'classification', modelType: name.split('-')[1] ?? 'lstm' },
    abilities: ['label', 'vectors', 'embed'],
    status: run.status,
    createdAt: `${run.id.slice(0, 10)}T08:30:00.000Z`,
    ...(run.status === 'running' ? {} : { endedAt: `${run.id.slice(0, 10)}T08:32:14.000Z` }),
    ...{ seconds: steps * 0.03, seed: 1, parameters: 345_602, device: 'cpu', threads: 2, epochs: run.epochs, epoch },
    step: steps,
    metrics: epoch > 0 ? validation(epoch) : {},
    ...(epoch > 0
      ? {
          best: { epoch, step: steps, monitor: 'validation.accuracy', value: validation(epoch)['validation.accuracy'] },
        }
      : {}),
    ...{ hashes: {}, versions: { 'nlp-lab': '0.1.0' }, labels: ['negative', 'positive'] },
    notices: run.evaluated ? ['3 texts were longer than 100 tokens and were cut.'] : [],
    experimentFile: path.join(baseFolder, `${name}.nlplab.json`),
    baseFolder,
    ...(run.failure ? { failure: run.failure } : {}),
  };
}

function experiment(name: string, run: FixtureRun): object {
  return {
    name,
    task: 'classification',
    data: { train: 'reviews.tsv', validation: 0.1, test: 0.1, text: 'text', label: 'label', limit: 0 },
    tokenizer: { type: 'word', lowercase: true, vocabularySize: 5000, minFrequency: 1 },
    model: { type: 'lstm', embedding: 32, hidden: 32, layers: 1, bidirectional: true, pooling: 'max', dropout: 0.3 },
    training: {
      epochs: run.epochs,
      batchSize: 16,
      optimizer: { type: 'adam', learningRate: 0.005, betas: [0.9, 0.999] },
    },
    seed: 1,
  };
}

/** Falls and levels off, as losses do, with a repeatable noise on it. */
function lossAt(progress: number, step: number): number {
  const noise = Math.sin(step * 12.9898) * 43758.5453;
  return 0.12 + 0.58 * Math.exp(-4 * progress) + 0.12 * (noise - Math.floor(noise)) * Math.exp(-1.5 * progress);
}

function validation(epoch: number): Record<string, number> {
  const accuracy = 0.9 - 0.38 * Math.exp(-epoch / 2.2);
  return {
    'validation.accuracy': accuracy,
    'validation.loss': 0.3 + 0.4 * Math.exp(-epoch / 2) + 0.012 * epoch,
    'validation.macroF1': accuracy - 0.013,
  };
}

function writeMetrics(file: string, run: FixtureRun): void {
  const log = openMetricsLog(nodeFiles, file);
  log.append({ kind: 'event', step: 0, time: 0, event: 'started' });
  const total = run.epochs * run.stepsPerEpoch;
  for (let step = 1; step <= run.epoch * run.stepsPerEpoch; step++) {
    const epoch = Math.ceil(step / run.stepsPerEpoch);
    const time = step * 0.03;
    const loss = lossAt(step / total, step);
    log.append({ kind: 'step', step, epoch, time, loss, learningRate: 0.005, gradientNorm: 0.4 + loss });
    if (step % run.stepsPerEpoch === 0) log.append({ kind: 'epoch', step, epoch, time, metrics: validation(epoch) });
  }
  log.close();
}

function evaluation(baseFolder: string): Report {
  const file = path.join(baseFolder, 'reviews.tsv');
  const mistakes = [
    ['I expected a masterpiece and got a long, pretty nap', 'negative', 'positive', 0.982, 3],
    ['Not bad at all for the price, and the soup was hot', 'positive', 'negative', 0.914, 9],
    ['The plot goes nowhere, yet I could not look away', 'positive', 'negative', 0.871, 14],
    ['<img src=x onerror=alert(1)> is what the app showed me instead of my map', 'negative', 'positive', 0.733, 21],
  ].map(([text, actual, predicted, probability, line]) => ({
    text: String(text),
    actual: String(actual),
    predicted: String(predicted),
    probability: Number(probability),
    line: Number(line),
    file,
  }));
  return labelReport({
    labels: ['negative', 'positive'],
    ...{ accuracy: 0.875, macroF1: 0.8748, loss: 0.331, count: 32, source: file },
    classes: [
      { label: 'negative', precision: 0.882, recall: 0.882, f1: 0.882, support: 17 },
      { label: 'positive', precision: 0.867, recall: 0.867, f1: 0.867, support: 15 },
    ],
    confusion: [
      [15, 2],
      [2, 13],
    ],
    mistakes,
  });
}

function emptyCheckpoint(step: number, run: FixtureRun): Parameters<typeof writeCheckpoint>[3] {
  return {
    state: {
      ...{ step, epoch: run.epoch, time: step * 0.03, data: { epoch: run.epoch, batch: 0 } },
      ...{ generators: {}, schedule: null, progress: null, hashes: {}, build: {} },
    },
    model: new Map(),
    optimizer: new Map(),
  };
}
