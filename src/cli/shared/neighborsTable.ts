// Words with how near they are, as neighbors and analogy print them.

import type { VectorMeasure, WordNeighbor } from '../../protocol/wordQueries';
import type { Report } from '../report';
import { formatCount, formatTable, shorten } from '../table';

/** A record for each word, or a table for people. */
export function showNeighbors(report: Report, found: readonly WordNeighbor[], measure: VectorMeasure = 'cosine'): void {
  const figure = measure === 'euclidean' ? 'distance' : 'similarity';
  for (const { word, value } of found) report.record({ word, [figure]: value });
  if (report.json) return;
  const hasCounts = found.some(({ count }) => count !== undefined);
  const columns = [{ title: 'word' }, { title: figure, align: 'right' as const }];
  const rows = found.map(({ word, value, count }) => [
    shorten(word, 40),
    value.toFixed(4),
    ...(hasCounts ? [formatCount(count ?? 0)] : []),
  ]);
  const counted = hasCounts ? [{ title: 'count', align: 'right' as const }] : [];
  for (const line of formatTable([...columns, ...counted], rows)) report.line(line);
}
