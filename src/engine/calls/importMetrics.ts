// The call `importMetrics`: a table of figures becomes a run of curves.

import { importMetrics as importMetricsOf } from '../runs/importMetrics';
import { nodeFiles } from '../store/nodeFiles';
import { readRecord } from '../store/runRecord';
import type { EngineCall } from './context';

/** Fails as `importMetrics` of `runs`. */
export const importMetrics: EngineCall<'importMetrics'> = async (request) => {
  const folder = await importMetricsOf(nodeFiles, request, new Date());
  return { folder, record: readRecord(nodeFiles, folder) };
};
