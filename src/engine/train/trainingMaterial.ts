// What a network learns from, for programs elsewhere that make the same batches.

import type { NamedTensors, StoredTensor } from '../store/safetensors';

export interface TrainingMaterial {
  /** Arrays of the parts: `train.ids`, `train.starts`, `train.labels`, ..., likewise of `validation` and `test`. */
  data: NamedTensors;
  /** How batches are made of them, as JSON has it. */
  reading: Readonly<Record<string, unknown>>;
  /** What the loss knows beside the batch. */
  objective: Readonly<Record<string, unknown>>;
}

/** With what follows from a training as a whole. */
export interface PlannedMaterial extends TrainingMaterial {
  /** Of an epoch. */
  batches: number;
  epochs: number;
  /** Updates of all epochs. */
  steps: number;
  /** Parameters that keep their first values. */
  frozen: readonly string[];
}

export const vector = (data: StoredTensor['data']): StoredTensor => ({ shape: [data.length], data });

/** Lists of numbers as one array, and where each of them begins; behind the last one ends. */
export function ragged(lists: readonly ArrayLike<number>[]): { values: StoredTensor; starts: StoredTensor } {
  const starts = new Int32Array(lists.length + 1);
  lists.forEach(({ length }, i) => (starts[i + 1] = starts[i] + length));
  const values = new Int32Array(starts[lists.length]);
  lists.forEach((list, i) => values.set(list, starts[i]));
  return { values: vector(values), starts: vector(starts) };
}
