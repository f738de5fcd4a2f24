// The tasks there are, one line for each. The compiler holds every line to the experiments that its task's schema describes.

import { classification } from './classification/classification';
import { embedding } from './embedding/embedding';
import { languageModel } from './languageModel/languageModel';
import { maskedLanguageModel } from './maskedLanguageModel/maskedLanguageModel';
import { regression } from './regression/regression';
import { sequenceToSequence } from './sequence/sequenceToSequence';
import { tagging } from './tagging/tagging';
import type { Task } from './task';

export const TASKS = {
  classification,
  'sequence-to-sequence': sequenceToSequence,
  embedding,
  tagging,
  regression,
  'language-model': languageModel,
  'masked-language-model': maskedLanguageModel,
};

export type TaskName = keyof typeof TASKS;

type ExperimentsOf<T> = { [K in keyof T]: T[K] extends Task<infer E> ? E : never };

/** A registry whose keys are the tasks that the schemas of its lines name; any other one does not compile. */
export type RegistryOf<T> = { [K in keyof T]: Task<Extract<ExperimentsOf<T>[K], { task: K }>> };

type Experiments = ExperimentsOf<typeof TASKS>;
type Table = { [K in TaskName]: Task<Experiments[K]> };

const table: Table = TASKS satisfies RegistryOf<typeof TASKS>;

/** An experiment as its file says it, with what was left out filled in ("resolved"). */
export type Experiment = Experiments[TaskName];

/** The task of a file that names none. */
export const defaultTask: TaskName = 'classification';

export const isTask = (name: unknown): name is TaskName => typeof name === 'string' && Object.hasOwn(TASKS, name);

export function taskOf<K extends TaskName>({ task }: Experiments[K]): Task<Experiments[K]> {
  return table[task as K];
}
