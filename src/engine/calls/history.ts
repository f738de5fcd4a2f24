// The call `history`: a run's metric lines, for views that draw its curves.

import path from 'node:path';
import { readMetrics } from '../store/metricsLog';
import { nodeFiles } from '../store/nodeFiles';
import { runFiles } from '../store/runFolder';
import type { EngineCall } from './context';

/** Lines as they were logged; those that a resume undid are still among them. */
export const history: EngineCall<'history'> = ({ folder, fromByte }) => {
  const { lines, nextByte, corrupt } = readMetrics(nodeFiles, path.join(folder, runFiles.metrics), fromByte);
  return Promise.resolve({ lines, nextByte, damaged: corrupt.length });
};
