// What every run needs of a way to find parameters. `trainRun` does all that runs have in common and knows no model;
// `neuralRun` and `linearRun` are the ways.

import type { EngineContract, TrainRequest } from '../../protocol/engine';
import type { TypedText, WatchLine } from '../../protocol/gradients';
import type { Progress as CallProgress } from '../../protocol/progress';
import type { RateRangeReply } from '../../protocol/rateRange';
import type { MetricLine } from '../../protocol/run';
import type { HeldOutSample } from '../data/heldOutSample';
import type { JudgedPart } from '../metrics/judgedPart';
import type { Feeds, SessionSettings } from '../runtime/session';
import type { Checkpoint } from '../store/checkpoint';
import type { Files } from '../store/files';
import type { RunDocument } from '../store/runFolder';
import type { NamedTensors } from '../store/safetensors';
import type { AskedBatch, PreparedBatch } from './batch/batchValues';
import type { FirstStepsOptions } from './firstSteps';
import type { Progress } from './progress';
import type { RangeTestOptions } from './rangeTest';
import type { KnownRun } from './teaching';
import type { TrainerResult } from './trainer';
import type { PlannedMaterial } from './trainingMaterial';

/** What a model begins with that does not begin with drawn numbers. */
export interface BaseParameters {
  /** What they are called in messages. */
  name: string;
  parameters: NamedTensors;
}

export interface PrepareOptions<E> {
  experiment: E;
  baseFolder: string;
  /** Of the machine, where the experiment does not say. */
  defaults?: TrainRequest['defaults'];
  /** What the model begins with, where that is not drawn. */
  base?: BaseParameters;
  progress: (progress: CallProgress) => void;
  signal: AbortSignal;
  /** Opens a run that the experiment names. Fails as `namedRun`, and as opening runs does. */
  openRun(name: string): Promise<KnownRun>;
  /** The folder of the run that is gone on with. */
  resumed?: string;
  /** Of the validation part, what is read for losses alone; left out: all. */
  sample?: HeldOutSample;
}

/** What judging is given: ways to tell how far it is and what is odd, and the signal to stop. */
export interface JudgingContext extends Pick<PrepareOptions<unknown>, 'progress' | 'signal'> {
  log: (event: EngineContract['events']['log']) => void;
}

interface JudgingOptions {
  /** As its graphs are with matrices in 8 bits; of neural models, on the CPU, before anything else is judged. */
  quantized?: boolean;
}

/** The data are read and whatever comes before the first step is done; nothing is on disk. */
export interface PreparedRun {
  readonly settings: SessionSettings;
  readonly labels: readonly string[];
  /** How many numbers are learned. */
  readonly parameters: number;
  readonly epochs: number;
  /** Bytes that a training step takes at its height; of networks. */
  readonly stepBytes?: number;
  /** Of all epochs together, where that is known. */
  readonly steps?: number;
  /** Files of the run besides its experiment, by name. */
  readonly documents: Readonly<Record<string, RunDocument>>;
  /** SHA-256 of the data files, by path relative to the experiment, and of the vocabulary. */
  readonly hashes: Record<string, string>;
  readonly notices: readonly string[];
  readonly hasTest: boolean;
  /** The parameters as they are drawn, before anything is learned; of neural models. */
  initial?(): NamedTensors;
  /** Finds the parameters, from the start or from a checkpoint. Failures are thrown; checkpoints written stay. */
  find(place: RunPlace): Promise<TrainerResult>;
  /**
   * Judges the best parameters on the test part, or on the validation part where there is no other; undefined without
   * either. Not there for what no texts are held out for; such a run need not have a best checkpoint.
   */
  judge?(model: NamedTensors, options?: JudgingOptions): Promise<JudgedPart | undefined>;
  /** Trains with a rising rate and forgets it; of what is trained in gradient steps. Fails with `CANCELLED`. */
  rangeTest?(options: RangeTestOptions): Promise<RateRangeReply>;
  /**
   * The loss of the validation part at any parameters, undefined without one; of networks. Fails with `CANCELLED`, and with `INVALID_FILE`
   * where they are not the model's. @param file where they come from
   */
  lossAt?(model: NamedTensors, file: string): Promise<number | undefined>;
  /** What happens inside the network on one batch of the training part, numbered from 0, or with a text; of networks. */
  lookInside?(model: NamedTensors, batch: number | TypedText): Promise<Omit<WatchLine, 'step' | 'epoch'>>;
  /** One step taken apart, of the training part; of networks. What it changes is forgotten. Fails with `NOT_FINITE`. */
  oneBatch?(asked: AskedBatch): Promise<PreparedBatch>;
  /** What is learned from, for programs elsewhere; of networks without a teacher. Fails with `DISK`. */
  material?(): PlannedMaterial;
  /** The losses of so many first steps; likewise. Fails with `CANCELLED` and `NOT_FINITE`. */
  firstSteps?(options: FirstStepsOptions): Promise<number[]>;
  release(): Promise<void>;
}

/** What a run offers whoever finds its parameters. */
export interface RunPlace {
  readonly files: Files;
  readonly folder: string;
  /** Where to go on. */
  readonly checkpoint?: Checkpoint;
  readonly signal: AbortSignal;
  /** Logs a figure, then tells it. */
  readonly observe: (line: MetricLine) => void;
  /** Logs what was looked at in a watched step. */
  readonly watched: (line: WatchLine) => void;
  /** Says how far the run is, for its record should it fail. */
  readonly follow: (progress: Progress) => void;
  /** Writes checkpoints under these names, then the record. */
  readonly save: (
    names: readonly ('last' | 'best')[],
    progress: Progress,
    content: { parameters: Feeds; state: Feeds },
  ) => void;
  /**
   * Trains a run in the folder `name` of this one, or goes on with it, and returns its folder. Fails with what made it fail, and with
   * `CANCELLED`.
   * @param phase what it is, while it goes on
   */
  readonly trainWithin: (name: string, experiment: object, phase: string) => Promise<string>;
  /** True when a checkpoint is due because of the time since the last one. */
  readonly checkpointDue: () => boolean;
}
