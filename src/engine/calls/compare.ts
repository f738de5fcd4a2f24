// The call `compare`. Loaded only when it is made, so that the worker starts without ONNX Runtime.

import type { CompareReply } from '../../protocol/comparison';
import { LabError } from '../../protocol/labError';
import { createRandom } from '../data/random';
import { comparedWith, differingExamples } from '../metrics/compareParts';
import type { JudgedPart, Judging } from '../metrics/judgedPart';
import type { EngineCall, EngineContext } from './context';
import { judgeRun } from './judge';

/**
 * Judges runs on the same data, one after the other, and each beside the first. References are compared in small letters
 * as soon as one of the runs writes only these: figures of runs judged differently say nothing about each other. The runs'
 * own evaluations stay as they are.
 */
export const compare: EngineCall<'compare'> = async ({ folders, ...request }, context) => {
  if (folders.length < 2) throw new LabError('INVALID_ARGUMENT', 'Name at least two runs to compare.');
  const parts: JudgedPart[] = [];
  for (const [i, folder] of folders.entries())
    parts.push(await judgeRun({ ...request, folder }, partOf(context, i, folders.length)));
  const [first] = parts;
  const { seed } = first.judging;
  const judging: Judging = { seed, ignoresCase: parts.some((part) => part.judging.ignoresCase) };
  for (const part of parts) requireComparable(first, part);
  const draws = () => createRandom({ seed, stream: 'bootstrap' }).integer;
  return {
    runs: parts.map((part, i): CompareReply['runs'][number] => ({
      ...{ folder: folders[i], report: part.report(judging) },
      ...(i > 0 && {
        comparison: comparedWith(first, part, judging, draws),
        differing: differingExamples(first, part, judging),
      }),
    })),
  };
};

function requireComparable({ examples, exampleMetric }: JudgedPart, other: JudgedPart): void {
  if (other.exampleMetric !== exampleMetric)
    throw new LabError('INVALID_ARGUMENT', 'The runs answer in different ways, so they cannot be compared.');
  const isSame =
    other.examples.length === examples.length && other.examples.every(({ line }, i) => line === examples[i].line);
  if (!isSame)
    throw new LabError('INVALID_DATA', 'The runs read different examples of this file, so they cannot be compared.');
}

/** The context of the i-th of several equal parts: its progress is that of the whole. */
const partOf = (context: EngineContext, i: number, parts: number): EngineContext => ({
  ...context,
  progress({ fraction, ...rest }) {
    context.progress(fraction === undefined ? rest : { ...rest, fraction: (i + fraction) / parts });
  },
});
