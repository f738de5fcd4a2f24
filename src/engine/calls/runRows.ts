// The call `runRows`: runs as rows for tables, filters and expressions.

import { rowOf } from '../runs/runRow';
import { nodeFiles } from '../store/nodeFiles';
import { runIndexOf } from '../store/runIndex';
import type { EngineCall } from './context';

export const runRows: EngineCall<'runRows'> = ({ runsFolder, ids }) => {
  const index = runIndexOf(nodeFiles, runsFolder);
  const summaries = ids ? index.of(ids) : index.read({}).runs;
  return Promise.resolve({ rows: summaries.map((summary) => rowOf(nodeFiles, summary)) });
};
