// The examples of evaluations that are looked at: those looked at last stay in memory for a while, as long as their file is what it was.

import type { ExampleCondition, ExampleOrder, ExamplesOf, JudgedExample } from '../../../protocol/examples';
import { LabError } from '../../../protocol/labError';
import { examplesFileOf, readEvaluation } from '../../runs/evaluations';
import { readExamples, type ReadExamples } from '../../runs/keptExamples';
import { nodeFiles } from '../../store/nodeFiles';
import { KeptModels } from '../keptModels';
import { passing } from './passing';

export interface OpenExamples extends ReadExamples {
  /** As `passing`; the list asked for last is kept, since pages of it follow. */
  list(asked: { conditions: readonly ExampleCondition[]; order: ExampleOrder }): Int32Array;
  release(): Promise<void>;
}

const kept = new KeptModels<OpenExamples>({ open, count: 1, idle: 300_000 });

async function open(file: string): Promise<OpenExamples> {
  const read = await readExamples(nodeFiles, file);
  if (!read) throw new LabError('NOT_FOUND', `"${file}" is not there.`, { file });
  let last: { name: string; places: Int32Array } | undefined;
  return {
    ...read,
    list({ conditions, order }) {
      const name = JSON.stringify([conditions, order]);
      if (last?.name !== name) last = { name, places: passing(read.examples, { conditions, order }) };
      return last.places;
    },
    release: () => Promise.resolve(),
  };
}

/** Does something with the examples of an evaluation. Fails with `NOT_FOUND` where it kept none, and as `readExamples`. */
export function withExamples<R>(
  { folder, evaluation }: ExamplesOf,
  work: (examples: OpenExamples) => R | Promise<R>,
): Promise<R> {
  const file = examplesFileOf(nodeFiles, folder, evaluation);
  if (file === undefined) {
    if (!readEvaluation(nodeFiles, folder, evaluation)) throw noEvaluation(evaluation);
    throw new LabError(
      'NOT_FOUND',
      'There are no examples of this evaluation: it was made by an earlier version, or ten later ones were made since. Evaluate the run again.',
    );
  }
  return kept.use(file, undefined, async (examples) => work(examples));
}

const noEvaluation = (named = ''): LabError =>
  new LabError(
    'NOT_FOUND',
    named === ''
      ? 'There is no evaluation of this run that can be read. Evaluate the run.'
      : `There is no evaluation "${named}" of this run: they have the names of the files in its folder "evaluations".`,
  );

/** Fails with `INVALID_ARGUMENT` where there is none of that number. */
export function exampleAt(examples: readonly JudgedExample[], index: number): JudgedExample {
  if (index in examples) return examples[index];
  throw new LabError(
    'INVALID_ARGUMENT',
    `There is no example ${index}: their numbers are 0 to ${examples.length - 1}.`,
  );
}
