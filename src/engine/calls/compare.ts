// The call `compare`. Loaded only when it is made, so that the worker starts without ONNX Runtime.

import path from 'node:path';
import type { CompareReply, CompareRequest } from '../../protocol/comparison';
import { LabError } from '../../protocol/labError';
import type { Report } from '../../protocol/report';
import { differingKeys, seedGroups } from '../../protocol/seedGroups';
import { createRandom } from '../data/random';
import { comparedExamples, faultsOf, pairOfExamples } from '../metrics/comparedExamples';
import { compareSystems } from '../metrics/comparedSystems';
import type { ComparedPart, Judging } from '../metrics/judgedPart';
import { comparedRun, type ComparedRun, evaluatedPart } from '../runs/comparedRun';
import { nodeFiles } from '../store/nodeFiles';
import type { EngineCall, EngineContext } from './context';
import { judgeRun } from './judge';

interface JudgedRun {
  part: ComparedPart;
  /** @param judging in the same way for all runs */
  report(judging: Judging): Report;
}

/**
 * Judges runs on the same data, one after the other, or takes what came of their latest evaluations, and puts every two systems beside each other:
 * runs, or groups of runs that differ in their seed. References are compared in small letters as soon as one of the runs writes
 * only these: figures of runs judged differently say nothing about each other. The runs' own evaluations stay as they are.
 */
export const compare: EngineCall<'compare'> = async ({ folders, ...request }, context) => {
  if (folders.length < 2) throw new LabError('INVALID_ARGUMENT', 'Name at least two runs to compare.');
  const runs = folders.map((folder, place) => ({ ...comparedRun(nodeFiles, folder), folder, place }));
  const judged: JudgedRun[] = [];
  for (const [i, folder] of folders.entries())
    judged.push(await judgedRun(folder, request, partOf(context, i, folders.length)));
  const parts = judged.map(({ part }) => part);
  const [first] = parts;
  const judging: Judging = {
    seed: first.judging.seed,
    ignoresCase: parts.some((part) => part.judging.ignoresCase),
  };
  const groups = systemsOf(runs);
  const isPaired = requireComparable(parts, groups, folders);
  const { figures, pairs } = compareSystems(
    groups.map((places) => places.map((place) => parts[place])),
    { judging, isPaired, draws: () => createRandom({ seed: judging.seed, stream: 'bootstrap' }).integer },
  );
  const shown = groups.map(([place]) => parts[place]);
  return {
    runs: runs.map(({ folder, name, seed, origin }, i) => ({
      ...{ folder, name, seed, report: judged[i].report(judging) },
      ...(origin ? { origin } : {}),
    })),
    keys: differingKeys(runs.map(({ configuration }) => configuration)),
    systems: groups.map((places, i) => {
      const faults = faultsOf(shown[i]);
      return { runs: places, figures: figures[i], ...(faults ? { faults } : {}) };
    }),
    pairs: pairs.map(({ systems: [a, b], ...pair }) => ({
      ...{ systems: [a, b], ...pair },
      ...(isPaired ? pairOfExamples(shown[a], shown[b]) : {}),
    })),
    ...(isPaired ? { examples: comparedExamples(shown, judging) } : {}),
  } satisfies CompareReply;
};

/** By places. Runs that are nothing but seeds of one experiment are compared with each other. */
function systemsOf(runs: readonly (ComparedRun & { place: number })[]): number[][] {
  const groups = seedGroups(runs);
  return (groups.length > 1 ? groups : runs.map((run) => [run])).map((group) => group.map(({ place }) => place));
}

async function judgedRun(
  folder: string,
  { data, ...request }: Omit<CompareRequest, 'folders'>,
  context: EngineContext,
): Promise<JudgedRun> {
  if (data === undefined) {
    context.progress({ phase: 'Reading the examples', fraction: 0 });
    const { part, report } = await evaluatedPart(nodeFiles, folder, context.signal);
    return { part, report: () => report };
  }
  const part = await judgeRun({ ...request, data, folder }, context);
  return { part, report: (judging) => part.report(judging) };
}

/** Whether all were judged on the same examples; other ones do where every system has several seeds. */
function requireComparable(
  parts: readonly ComparedPart[],
  groups: readonly number[][],
  folders: readonly string[],
): boolean {
  const [first] = parts;
  const isOther = (part: ComparedPart): boolean => part.exampleMetric !== first.exampleMetric;
  if (parts.some(isOther))
    throw new LabError('INVALID_ARGUMENT', 'The runs answer in different ways, so they cannot be compared.');
  const odd = parts.findIndex((part) => !hasSameExamples(first, part));
  if (odd < 0) return true;
  if (groups.length > 1 && groups.every(({ length }) => length > 1)) return false;
  const [one, other] = [folders[0], folders[odd]].map((folder) => path.basename(folder));
  throw new LabError(
    'INVALID_DATA',
    `The runs ${one} and ${other} were judged on different examples, so they cannot be compared. Name a file to judge all of them on.`,
  );
}

/** Texts that are read in different ways (cleaned, in small letters) are the same example where they stand in the same line. */
function hasSameExamples({ examples }: ComparedPart, other: ComparedPart): boolean {
  if (other.examples.length !== examples.length) return false;
  return other.examples.every(({ file, line, input, reference }, i) => {
    const example = examples[i];
    if (line === undefined) return input === example.input && reference === example.reference;
    return line === example.line && file === example.file;
  });
}

/** The context of the i-th of several equal parts: its progress is that of the whole. */
const partOf = (context: EngineContext, i: number, parts: number): EngineContext => ({
  ...context,
  progress({ fraction, ...rest }) {
    context.progress(fraction === undefined ? rest : { ...rest, fraction: (i + fraction) / parts });
  },
});
