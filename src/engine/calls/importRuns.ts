// The call `importRuns`: runs that were trained elsewhere become runs here.

import { importRun, foundRuns } from '../runs/importRun';
import { nodeFiles } from '../store/nodeFiles';
import type { EngineCall } from './context';

/** Fails as `foundRuns` and `importRun`. */
export const importRuns: EngineCall<'importRuns'> = async ({ folder, ...places }, { signal, log, progress }) => {
  const context = { files: nodeFiles, signal, log, progress, now: () => new Date() };
  const runs = [];
  const known: string[] = [];
  for (const found of foundRuns(nodeFiles, folder)) {
    const imported = await importRun(found, places, context);
    if (typeof imported === 'string') known.push(imported);
    else runs.push(imported);
  }
  return { runs, known };
};
