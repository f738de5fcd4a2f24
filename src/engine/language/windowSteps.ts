// Texts gone on with by a network that has no step of its own: for every token its window is read anew. The windows are those in which
// `windowsOf` scores texts, so that a token has one probability, however it was come by.

import type { StepModel } from '../decode/stepModel';
import { windowStart, type WindowSizes } from './windows';

interface WindowState {
  /** By row what its window holds. */
  rows: readonly (readonly number[])[];
  /** No token was asked for: the next step is handed nothing new. */
  isNew: boolean;
}

interface WindowReader extends WindowSizes {
  vocabulary: number;
  begin: number;
  end: number;
  /** Log probabilities `[rows, vocabulary]` of the token behind each row; rows are of any lengths, at least 1. */
  next(rows: readonly (readonly number[])[]): Promise<Float32Array>;
}

export function createWindowSteps({
  vocabulary,
  begin,
  end,
  context,
  stride,
  next,
}: WindowReader): StepModel<WindowState> {
  return {
    ...{ vocabulary, begin, end },
    start: (prompts) =>
      Promise.resolve({
        rows: prompts.map((prompt) => {
          const all = [begin, ...prompt];
          return all.slice(windowStart(all.length, { context, stride }));
        }),
        isNew: true,
      }),
    async step({ rows, isNew }, tokens) {
      const read = isNew
        ? rows
        : rows.map((row, i) => [...(row.length === context ? row.slice(stride) : row), tokens[i]]);
      return { state: { rows: read, isNew: false }, logProbabilities: await next(read) };
    },
    reorder: ({ rows, isNew }, choice) => ({ rows: Array.from(choice.rows, (row) => rows[row]), isNew }),
  };
}
