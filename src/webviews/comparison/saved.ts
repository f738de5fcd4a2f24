// What is saved of a comparison: a report in the language of the editor, or the figures as a table.

import { comparisonCsv } from '../../protocol/comparedSystems';
import { comparisonPieces } from '../../protocol/comparisonReport';
import type { RunComparison } from '../../protocol/comparisonView';
import { documentHtml, documentMarkdown } from '../../protocol/textDocument';
import type { Translating } from '../../protocol/verdict';

export function savedComparison(
  { runs, ...compared }: RunComparison,
  kind: 'html' | 'md' | 'csv',
  { baseline, t }: { baseline: number; t: Translating },
): string {
  const reported = { ...compared, runs: runs.map(({ id, ...run }) => ({ ...run, folder: id })) };
  if (kind === 'csv') return comparisonCsv(reported, baseline);
  const title = compared.names.join(', ');
  const pieces = comparisonPieces(reported, { baseline, t });
  return kind === 'html'
    ? documentHtml(title, pieces, document.documentElement.lang || 'en')
    : documentMarkdown(title, pieces);
}
