// What the view of two compared runs shows, made from the engine's reply. Pure.
import type { ComparedRun, RunComparison } from '../../protocol/comparisonView';
import { LabError } from '../../protocol/labError';
import { comparedFigures, type CompareTranslationsReply } from '../../protocol/translation';
import { runId } from '../runs/runEntry';
import { filesOf } from './testSets';
import { shortened } from '../runs/parallelReports';
import type { ParallelRequest } from '../parallel/evaluationPairs';

/** What a view is about, and what came of it. */
export interface ComparisonSource {
  runs: { folder: string; name: string }[];
  pairs: ParallelRequest['pairs'];
  result?: RunComparison;
}

/** Of the sentences that differ: as many as are kept with the workspace. */
export const SHOWN_SENTENCES = 100;

export function shownComparison(
  { runs }: CompareTranslationsReply,
  { runs: named, pairs }: Pick<ComparisonSource, 'runs' | 'pairs'>,
): RunComparison {
  const [first, other] = runs;
  const { comparison, differing } = other;
  if (!comparison || !differing) throw new LabError('INTERNAL', 'The engine compared one run only.');
  const shown = ({ report, folder }: (typeof runs)[number], i: number): ComparedRun => ({
    ...{ id: runId(folder), name: named[i].name, figures: comparedFigures(report) },
  });
  const { signature, source, count } = first.report;
  const sentences = differing.sentences
    .slice(0, SHOWN_SENTENCES)
    .map(({ source: text, reference, outputs: [a, b], ...rest }) => ({
      ...{ source: shortened(text), reference: shortened(reference), ...rest },
      outputs: [shortened(a), shortened(b)] satisfies [string, string] as [string, string],
    }));
  return {
    runs: [shown(first, 0), shown(other, 1)],
    ...{ comparison, signature, source, count },
    differing: { count: differing.count, sentences },
    canReveal: !filesOf(pairs.data)[0].toLowerCase().endsWith('.gz'),
  };
}
