// What is wrong with the columns that a model is to look at, before any file is read.

import type { ReportFault } from '../../schema/fault';
import type { TaggedDataOptions } from '../../schema/taggedData';

export function columnFaults(
  columns: readonly { column: number }[],
  { token, tag, morphemes }: Pick<TaggedDataOptions, 'token' | 'tag'> & { morphemes?: boolean },
  report: ReportFault,
): void {
  const key = (at: number) => ['model', 'columns', at, 'column'];
  if (morphemes && columns.length > 0)
    report(
      ['model', 'columns'],
      'Morphemes are found in characters, and columns are of words: leave "model.columns" out, or "data.morphemes".',
    );
  for (const [at, { column }] of columns.entries()) {
    if (column === token)
      report(key(at), `Column ${column} holds the tokens themselves. Name another one, or leave it out.`);
    else if (column === tag)
      report(key(at), `Column ${column} holds the tags that are to be found. Name another one, or leave it out.`);
    else if (columns.findIndex((other) => other.column === column) < at)
      report(key(at), `Column ${column} is named twice. Leave one out.`);
  }
}
