// The tasks there are, one line for each. The compiler holds every line to the experiments that its task's schema describes.

import { classification } from './classification/classification';
import { embedding } from './embedding/embedding';
import { sequenceToSequence } from './sequence/sequenceToSequence';
import type { Task } from './task';

export const TASKS = {
  classification,
  'sequence-to-sequence': sequenceToSequence,
  embedding,
};

export type TaskName = keyof typeof TASKS;

type Experiments = { [K in TaskName]: (typeof TASKS)[K] extends Task<infer E> ? E : never };
type Table = { [K in Experiments[TaskName]['task']]: Task<Experiments[K]> };

const table: Table = TASKS;

/** An experiment as its file says it, with what was left out filled in ("resolved"). */
export type Experiment = Experiments[TaskName];

/** The task of a file that names none. */
export const defaultTask: TaskName = 'classification';

export const isTask = (name: unknown): name is TaskName => typeof name === 'string' && Object.hasOwn(TASKS, name);

export function taskOf<K extends TaskName>({ task }: Experiments[K]): Task<Experiments[K]> {
  return table[task as K];
}
