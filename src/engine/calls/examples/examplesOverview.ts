// The call `examplesOverview`: what the examples of an evaluation have, and the groups that the run does badly on.

import path from 'node:path';
import { MOST_COLUMN_VALUES, OUTCOMES, type JudgedExample, type Outcome } from '../../../protocol/examples';
import { nodeFiles } from '../../store/nodeFiles';
import type { EngineCall } from '../context';
import { withExamples } from './openExamples';
import { hasOutcome } from './passing';

/** Beyond so many different answers there is nothing to choose from. */
const MOST_ANSWERS = 200;

export const examplesOverview: EngineCall<'examplesOverview'> = (request) =>
  withExamples(request, ({ head, examples }) => {
    const some = (of: (example: JudgedExample) => unknown): boolean =>
      examples.some((example) => of(example) !== undefined);
    const areNumbers = some(({ number }) => number);
    return {
      ...head,
      ...(some(({ isRight }) => isRight) ? { outcomes: outcomesOf(examples) } : {}),
      has: {
        probability: some(({ probability }) => probability),
        loss: some(({ loss }) => loss),
        tokens: some(({ tokens }) => tokens),
        place: some(({ line }) => line),
      },
      golds: areNumbers
        ? []
        : few(
            examples.map(({ gold }) => gold),
            MOST_ANSWERS,
          ),
      predictions: areNumbers
        ? []
        : few(
            examples.map(({ prediction }) => prediction),
            MOST_ANSWERS,
          ),
      columns: columnsOf(examples),
      changed: changedFiles(examples, head.at),
    };
  });

/** Looked at where there are so many files at most: of a folder with a text in each nobody could be told them. */
const MOST_FILES = 100;

function changedFiles(examples: readonly JudgedExample[], at: string): string[] {
  const files = new Set(examples.flatMap(({ file }) => file ?? []));
  if (files.size > MOST_FILES) return [];
  const judged = Date.parse(at);
  return [...files]
    .filter((file) => (nodeFiles.stat(file)?.modifiedMs ?? Infinity) > judged)
    .map((file) => path.basename(file));
}

function outcomesOf(examples: readonly JudgedExample[]): Record<Outcome, number> {
  const counts = OUTCOMES.map((outcome) => {
    const own = examples.filter((example) => hasOutcome(example, outcome));
    return [outcome, own.length] as const;
  });
  return Object.fromEntries(counts) as Record<Outcome, number>;
}

/** The different ones in order; none where there are too many. */
function few(values: readonly string[], most: number): string[] {
  const different = new Set<string>();
  for (const value of values) {
    different.add(value);
    if (different.size > most) return [];
  }
  return [...different].sort();
}

function columnsOf(examples: readonly JudgedExample[]): Record<string, string[]> {
  const names = Object.keys(examples.at(0)?.columns ?? {});
  const found = names.map((name) => {
    const values = examples.flatMap(({ columns }) => columns?.[name] ?? []);
    return [name, values.length === examples.length ? few(values, MOST_COLUMN_VALUES) : []] as const;
  });
  return Object.fromEntries(found.filter(([, values]) => values.length > 1));
}
