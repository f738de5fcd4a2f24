// Where examples are: the sources that experiments and requests name. Paths are relative to a folder given beside them.

/** One table, or one file for each label, or a folder of files per label. */
export type DataSource = string | { labels: Record<string, string> };

/** Two files with a line for each pair, or a table with a column for each side. */
export type ParallelSource = string | { source: string; target: string };

export type AnySource = DataSource | ParallelSource;

/** The files that a source names, in its order. */
export function filesOfSource(source: AnySource): string[] {
  if (typeof source === 'string') return [source];
  return 'labels' in source ? Object.values(source.labels) : [source.source, source.target];
}
