// What the view of compared runs shows, made from the engine's reply. Pure.
import * as path from 'node:path';
import { systemNames } from '../../protocol/comparedSystems';
import type { CompareReply, CompareRequest } from '../../protocol/comparison';
import type { RunComparison } from '../../protocol/comparisonView';
import { runId } from '../runs/runEntry';
import { shortened } from '../runs/shownReport';

/** What a view is about, and what came of it. */
export interface ComparisonSource {
  runs: { folder: string; name: string }[];
  /** On what: without `data` on the latest evaluations. */
  pairs: Omit<CompareRequest, 'folders'>;
  result?: RunComparison;
  /** Where the shown examples stand; absolute. */
  places?: { file?: string; line?: number }[];
}

/** What the memory of the workspace may hold: older versions named columns beside the data, and compared two runs in another way. */
interface KeptComparison extends ComparisonSource {
  pairs: ComparisonSource['pairs'] & { source?: string; target?: string };
}

/** A kept source as it is now. A result of an older version is left out, so that it is made anew. */
export function currentSource({
  runs,
  pairs: { source, target, ...pairs },
  result,
  places,
}: KeptComparison): ComparisonSource {
  const columns = source === undefined || target === undefined ? {} : { columns: { source, target } };
  const isCurrent = Array.isArray((result as Partial<RunComparison> | undefined)?.systems);
  return { runs, pairs: { ...columns, ...pairs }, ...(isCurrent ? { result, places } : {}) };
}

/** Of the examples: as many as are kept with the workspace. */
export const SHOWN_EXAMPLES = 200;

export function shownComparison(reply: CompareReply): Pick<Required<ComparisonSource>, 'result' | 'places'> {
  const { runs, keys, systems, pairs, examples } = reply;
  const [{ report }] = runs;
  const shown = examples?.examples.slice(0, SHOWN_EXAMPLES) ?? [];
  const result: RunComparison = {
    ...{
      runs: runs.map(({ folder, name, seed, origin }) => ({
        id: runId(folder),
        name,
        seed,
        ...(origin ? { origin } : {}),
      })),
      names: systemNames(reply),
    },
    ...{ keys, systems, pairs, source: path.basename(report.source), count: report.count, unit: report.unit },
    signatures: Object.fromEntries(
      report.figures.flatMap(({ metric, signature }) => (signature === undefined ? [] : [[metric, signature]])),
    ),
    ...(examples && {
      examples: {
        ...examples,
        examples: shown.map(({ input, reference, outputs, file, ...rest }) => ({
          ...{ input: shortened(input), reference: shortened(reference), outputs: outputs.map(shortened) },
          ...{ ...rest, ...(file === undefined ? {} : { file: path.basename(file) }) },
        })),
      },
    }),
    canReveal: shown.every(({ file }) => file !== undefined && !file.toLowerCase().endsWith('.gz')),
  };
  return { result, places: shown.map(({ file, line }) => ({ file, line })) };
}
