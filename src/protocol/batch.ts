// One batch, a training step taken apart: what is fed, every tensor on the way to the loss, gradients, and the update of single weights.

import type { Network, TracedModel } from './network';

/** The languages that a step is also written in. */
export const SCRIPT_LANGUAGES = ['torch', 'keras'] as const;

export type ScriptLanguageName = (typeof SCRIPT_LANGUAGES)[number];

export interface BatchRequest {
  /** Of a run without a checkpoint its best one; an experiment's parameters are drawn by its seed. */
  model: TracedModel;
  /** From 0; left out: the one that training takes next. */
  batch?: number;
  /** Where the run is that an experiment begins with. */
  runsFolder?: string;
}

export interface BatchScriptRequest extends BatchRequest {
  language: ScriptLanguageName;
  /** The script, absolute; what is too long for it goes into a file of the same name beside it, ending in `.safetensors`. */
  output: string;
}

export interface BatchScriptReply {
  /** Absolute paths, the script first. */
  files: string[];
}

/** Whole numbers, truth values or figures that are fed, time first: `[time, batch]`. */
export interface BatchInput {
  name: string;
  /** The name of its first axis, as tensors have it. */
  axis?: string;
  shape: number[];
  data: Int32Array | Uint8Array | Float32Array;
  /** What its numbers are called: tokens, labels; of long lists those that occur. */
  names?: Record<number, string>;
}

/** A parameter before and after the update. */
export interface BatchParameter {
  name: string;
  shape: number[];
  /** It has neither gradient nor state. */
  isFrozen?: true;
  /** Euclidean norms: of its values before and after, of its gradient before clipping, of how it was changed. */
  norms: { value: number; gradient: number; change: number; after: number };
  /** The scalars of the rule, by name. */
  scalars: Record<string, number>;
  /** A part of it as a matrix of rows and the rest: the rows with the greatest gradients, the first columns. */
  part: BatchPart;
}

export interface BatchPart {
  /** Which rows of `[first axis, all others]`, rising, and which columns. */
  rows: number[];
  columns: number;
  /** `[rows, columns]` each. */
  value: Float32Array;
  gradient: Float32Array;
  after: Float32Array;
  /** By slot of the optimiser, before and after. */
  state: Record<string, { before: Float32Array; after: Float32Array }>;
}

/** A text in which names stand for numbers. */
export interface FormulaLine {
  /** What it gives: `gradient` once it was clipped, a slot of the state, or `parameter`. */
  gives: string;
  /** `of`: a name among `parameter`, `gradient`, `norm`, slots, scalars; `isNew`: as an earlier line gave it. */
  parts: (string | { of: string; isNew?: true })[];
}

/** The same lines in each language. */
export type ScriptLines = Record<ScriptLanguageName, string[]>;

export interface ShownBatch {
  /** Updates made with this one, from 1. */
  step: number;
  /** From 0. */
  epoch: number;
  batch: number;
  batches: number;
  learningRate: number;
  examples: number;
  /** The texts of each example, where examples are texts. */
  texts?: string[][];
  inputs: BatchInput[];
  /** With an axis of the batch; its labels are those of the inputs. */
  network: Network;
  /** By tensor, row by row. */
  values: Float32Array[];
  loss: number;
  /** Of all gradients together, before and after clipping. */
  gradientNorm: number;
  clippedNorm: number;
  optimizer: string;
  parameters: BatchParameter[];
  formula: FormulaLine[];
  lines: {
    /** By layer of the network. */
    layers: ScriptLines[];
    loss: ScriptLines;
    gradients: ScriptLines;
    update: ScriptLines;
  };
  /** What differs from what training does, in sentences. */
  notices: string[];
}
