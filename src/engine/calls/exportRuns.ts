// The call `exportRuns`: runs as a zip archive.

import { requireFolderOf } from '../disk/outputFolder';
import { exportRuns as exportRunsTo } from '../runs/runArchive';
import { nodeFiles } from '../store/nodeFiles';
import type { EngineCall } from './context';

/** Fails as `exportRuns` of `runs`, and with `NOT_FOUND` where the folder of the archive does not exist. */
export const exportRuns: EngineCall<'exportRuns'> = async (request, { signal, progress }) => {
  await requireFolderOf(request.output);
  return exportRunsTo(nodeFiles, request, { signal, progress });
};
