// A training step taken apart, as values: what was asked, what was fed, and what was made of it.

import type { MarkedValue } from '../../graph/marks';
import type { FlatParameters } from '../../nn/parameters';
import type { Feeds } from '../../runtime/session';
import type { Tensor } from '../../runtime/tensor';
import type { StepOptions } from '../../schema/training';
import type { Checkpoint } from '../../store/checkpoint';
import type { CarryingLoss } from '../trainingStep';
import type { UpdateOptions } from '../update';

/** What a step begins with: copies, by name. */
export interface BatchValues {
  parameters: Feeds;
  /** Of the optimiser, and what goes from batch to batch. */
  state: Feeds;
}

export interface ComputedBatch {
  /** Updates made with this one. */
  step: number;
  /** From 0. */
  epoch: number;
  batch: number;
  batches: number;
  examples: number;
  learningRate: number;
  feeds: Feeds;
  /** Of dropout, by stream: 1 where a component stays. */
  masks: Feeds;
  /** Made for this look: the loss over inputs with the names of parameters and feeds. */
  made: CarryingLoss;
  marked: readonly MarkedValue[];
  /** What the marked values are. */
  tensors: readonly Tensor[];
  loss: number;
  /** Of all gradients, before clipping. */
  gradientNorm: number;
  before: BatchValues;
  after: BatchValues;
  /** By parameter, before clipping; of those that are trained. */
  gradients: Feeds;
}

export interface AskedBatch {
  /** Where a training is; left out: before its first step. */
  checkpoint?: Checkpoint;
  /** Of the checkpoint's run. */
  folder?: string;
  /** From 0; left out: the one that training takes next. */
  batch?: number;
}

export interface PreparedBatch extends ComputedBatch {
  training: StepOptions;
  specs: FlatParameters;
  update: UpdateOptions;
  words?: BatchWords;
}

/** What the numbers of a batch stand for. */
export interface BatchWords {
  /** By input of the loss: what each of its whole numbers is called, such as tokens and labels. */
  readonly names: Readonly<Record<string, readonly string[]>>;
  /** The texts of a batch, each example's, as they were read; where examples are texts. */
  texts?(epoch: number, index: number): string[][];
}
