// The call `runRows`: runs as rows for tables, filters and expressions.

import path from 'node:path';
import { rowOf } from '../runs/runRow';
import { nodeFiles } from '../store/nodeFiles';
import { listRun } from '../store/runFolder';
import { runIndexOf } from '../store/runIndex';
import type { EngineCall } from './context';

export const runRows: EngineCall<'runRows'> = ({ runsFolder, ids }) => {
  const summaries = ids
    ? ids.filter(isName).flatMap((id) => listRun(nodeFiles, path.join(runsFolder, id)) ?? [])
    : runIndexOf(nodeFiles, runsFolder).read({}).runs;
  return Promise.resolve({ rows: summaries.map((summary) => rowOf(nodeFiles, summary)) });
};

/** Whether it is a folder's own name, and leads nowhere else. */
const isName = (id: string): boolean => id !== '' && !id.startsWith('.') && path.basename(id) === id;
