// A training without a model: a number that each step moves, batches that are numbers, and a journal of all that happens.

import type { StepOptions, TrainingOptions } from '../../../../src/engine/schema/training';
import { LabError } from '../../../../src/protocol/labError';
import type { MetricLine, Metrics } from '../../../../src/protocol/run';
import { tensor, type Tensor } from '../../../../src/engine/runtime/tensor';
import type { Progress } from '../../../../src/engine/train/progress';
import { train, type TrainerResult } from '../../../../src/engine/train/trainer';
import type { TrainingStep } from '../../../../src/engine/train/trainingStep';

export const TRAINING: TrainingOptions = {
  epochs: 3,
  batchSize: 4,
  optimizer: { type: 'sgd', learningRate: 0.5, momentum: 0, nesterov: false, weightDecay: 0 },
  schedule: { type: 'constant' },
  clipNorm: 0,
  clipValue: 0,
  earlyStopping: 0,
  monitor: 'accuracy',
  maxLength: 10,
  padding: 'after',
  truncation: 'end',
  checkpointEverySteps: 0,
  accumulate: 1,
  averageCheckpoints: 0,
};

export interface Saved {
  names: string;
  progress: Progress;
  /** The model's only number. */
  weight: number;
}

/** What happened, in order: metric lines without their times, and saves. */
export type Entry = { kind: 'metric'; line: MetricLine } | { kind: 'save'; saved: Saved };

export interface MadeUpOptions {
  training?: Partial<StepOptions>;
  batches?: number;
  /** Validation figures after each epoch, the last for ever; undefined: no validation part. */
  figures?: Metrics[];
  /** Where to go on. */
  from?: Saved;
  /** Seconds that a step takes on the made-up clock, and the silence after which a checkpoint is due. */
  secondsEachStep?: number;
  secondsToValidate?: number;
  dueAfterSeconds?: number;
  /** Asks for a stop as soon as this is true of an entry. */
  stopWhen?: (entry: Entry) => boolean;
  stopped?: boolean;
  /** The epoch (from 0) in whose validation a stop is asked for. */
  stopInValidation?: number;
  /** The step (from 1) that fails. */
  failAt?: number;
  failInMetric?: number;
}

export interface MadeUpResult {
  journal: Entry[];
  /** Undefined where the training threw. */
  result?: TrainerResult;
  error?: unknown;
  /** Steps that masks were asked for. */
  masked: number[];
  /** What gradients were made of: `+batch` for each that was accumulated, `batch` for each that made an update, `x weight step`. */
  updates: string[];
  /** Steps that were watched. */
  watched: number[];
}

export async function trainMadeUp(options: MadeUpOptions = {}): Promise<MadeUpResult> {
  const { batches = 4, figures, from, secondsEachStep = 1, dueAfterSeconds = Infinity } = options;
  const journal: Entry[] = [];
  const masked: number[] = [];
  const updates: string[] = [];
  const watched: number[] = [];
  const controller = new AbortController();
  if (options.stopped) controller.abort();
  const note = (entry: Entry): void => {
    journal.push(entry);
    if (options.stopWhen?.(entry)) controller.abort();
  };
  let seconds = 0;
  let savedAt = 0;
  let weight = from?.weight ?? 1;
  let epochsValidated = from?.progress.epoch ?? 0;

  const step: TrainingStep = {
    accumulate(feeds, { step: number, weight: examples, masks }) {
      masks(new Uint8Array(1), 0.5, 'stream');
      updates.push(`+${feeds.x.data[0]} x${examples} ${number}`);
      return Promise.resolve();
    },
    run(feeds, { step: number, learningRate, weight: examples, masks }) {
      updates.push(`${feeds.x.data[0]} x${examples} ${number}`);
      if (number === options.failAt) return Promise.reject(new LabError('NOT_FINITE', `step ${number}`));
      masks(new Uint8Array(1), 0.5, 'stream');
      seconds += secondsEachStep;
      const loss = Math.abs(weight) + feeds.x.data.length;
      weight = Math.fround(weight - learningRate * Math.sin(Number(feeds.x.data[0]) + weight));
      return Promise.resolve({ loss, gradientNorm: number });
    },
    watch(feeds, masks) {
      masks(new Uint8Array(1), 0.5, 'stream');
      updates.push(`watched ${feeds.x.data[0]}`);
      return Promise.resolve({});
    },
    parameters: () => ({ w: tensor('float32', [1], [weight]) }),
    gradients: () => ({}),
    state: () => ({}),
    release: () => Promise.resolve(),
  };
  try {
    const result = await train({
      training: { ...TRAINING, ...options.training },
      step,
      task: {
        batches,
        batch: (epoch, index) => ({ feeds: { x: batchOf(epoch, index) }, examples: index + 1 }),
        masks: (number) => () => void masked.push(number),
        validate() {
          if (options.stopInValidation === epochsValidated) throw new LabError('CANCELLED', 'stop');
          const found = figures?.[Math.min(epochsValidated, figures.length - 1)];
          epochsValidated++;
          seconds += options.secondsToValidate ?? 0;
          return Promise.resolve(found);
        },
      },
      observer: {
        metric(line) {
          if (line.step === options.failInMetric) throw new LabError('DISK', 'full');
          note({ kind: 'metric', line: structuredClone(line) });
        },
        watched: ({ step: number }) => void watched.push(number),
      },
      keeper: {
        save(names, progress) {
          savedAt = seconds;
          note({ kind: 'save', saved: { names: names.join('+'), progress: structuredClone(progress), weight } });
        },
        due: () => seconds - savedAt >= dueAfterSeconds,
      },
      now: () => seconds,
      signal: controller.signal,
      progress: from?.progress,
    });
    return { journal, result, masked, updates, watched };
  } catch (error) {
    return { journal, error, masked, updates, watched };
  }
}

/** A batch that depends on its place alone; its first number tells which it is. */
function batchOf(epoch: number, index: number): Tensor {
  return tensor('float32', [index + 1], new Array(index + 1).fill(epoch * 10 + index));
}

/** One word an entry: `1 2 3 E1 save:best+last ...`. */
export function outline(journal: readonly Entry[]): string {
  return journal
    .map((entry) => {
      if (entry.kind === 'save') return `save:${entry.saved.names}`;
      return entry.line.kind === 'epoch' ? `E${entry.line.epoch}` : String(entry.line.step);
    })
    .join(' ');
}

export const savesOf = (journal: readonly Entry[]): Saved[] =>
  journal.flatMap((entry) => (entry.kind === 'save' ? [entry.saved] : []));
