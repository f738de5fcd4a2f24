// What the view of two compared runs shows, made from the engine's reply. Pure.
import type { CompareReply } from '../../protocol/comparison';
import type { ComparedRun, RunComparison } from '../../protocol/comparisonView';
import { filesOfSource } from '../../protocol/data';
import { LabError } from '../../protocol/labError';
import { runId } from '../runs/runEntry';
import { shortened } from '../runs/shownReport';
import type { ParallelRequest } from '../parallel/evaluationPairs';

/** What a view is about, and what came of it. */
export interface ComparisonSource {
  runs: { folder: string; name: string }[];
  pairs: ParallelRequest['pairs'];
  result?: RunComparison;
}

/** What the memory of the workspace may hold: older versions named columns beside the data, and their results had no unit. */
interface KeptComparison extends ComparisonSource {
  pairs: ComparisonSource['pairs'] & { source?: string; target?: string };
}

/** A kept source as it is now. A result of an older version is left out, so that it is made anew. */
export function currentSource({ runs, pairs: { source, target, ...pairs }, result }: KeptComparison): ComparisonSource {
  const columns = source === undefined || target === undefined ? {} : { columns: { source, target } };
  return { runs, pairs: { ...columns, ...pairs }, ...(result?.unit === undefined ? {} : { result }) };
}

/** Of the examples that differ: as many as are kept with the workspace. */
export const SHOWN_EXAMPLES = 100;

export function shownComparison(
  { runs }: CompareReply,
  { runs: named, pairs }: Pick<ComparisonSource, 'runs' | 'pairs'>,
): RunComparison {
  const [first, other] = runs;
  const { comparison, differing } = other;
  if (!comparison || !differing) throw new LabError('INTERNAL', 'The engine compared one run only.');
  const shown = ({ report, folder }: (typeof runs)[number], i: number): ComparedRun => ({
    ...{ id: runId(folder), name: named[i].name },
    figures: report.figures.filter(({ metric }) => metric in comparison),
  });
  const { source, count, unit } = first.report;
  const examples = differing.examples
    .slice(0, SHOWN_EXAMPLES)
    .map(({ input, reference, outputs: [a, b], ...rest }) => ({
      ...{ input: shortened(input), reference: shortened(reference), ...rest },
      outputs: [shortened(a), shortened(b)] satisfies [string, string] as [string, string],
    }));
  return {
    runs: [shown(first, 0), shown(other, 1)],
    ...{ comparison, source, count, unit },
    differing: { ...differing, examples },
    canReveal: !filesOfSource(pairs.data)[0].toLowerCase().endsWith('.gz'),
  };
}
