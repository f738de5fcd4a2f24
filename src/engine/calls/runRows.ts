// The call `runRows`: runs as rows for tables, filters and expressions.

import { rowWith, valuesInFiles } from '../runs/runRow';
import { nodeFiles } from '../store/nodeFiles';
import { byAge } from '../store/runFolder';
import { runIndexOf } from '../store/runIndex';
import type { EngineCall } from './context';

export const runRows: EngineCall<'runRows'> = ({ runsFolder, ids }) => {
  const runs = runIndexOf(nodeFiles, runsFolder).withValues((summary) => valuesInFiles(nodeFiles, summary), ids);
  const newestFirst = ids ? runs : runs.sort((a, b) => byAge(a.summary, b.summary));
  return Promise.resolve({ rows: newestFirst.map(({ summary, values }) => rowWith(summary, values)) });
};
