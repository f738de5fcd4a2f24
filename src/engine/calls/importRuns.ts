// The call `importRuns`: runs that were trained elsewhere become runs here.

import { freeBytes } from '../disk/freeBytes';
import { importRun, foundRuns } from '../runs/importRun';
import { withUnpackedRuns } from '../runs/runArchive';
import { importSweeps } from '../runs/sweep/importSweeps';
import { nodeFiles } from '../store/nodeFiles';
import { readRecord } from '../store/runRecord';
import type { EngineCall } from './context';

type Reply = Awaited<ReturnType<EngineCall<'importRuns'>>>;

/** Fails as `foundRuns` and `importRun`, of a file as `withUnpackedRuns`. */
export const importRuns: EngineCall<'importRuns'> = async ({ folder, ...places }, { signal, log, progress }) => {
  const context = { files: nodeFiles, signal, log, progress, now: () => new Date() };
  const isArchive = nodeFiles.stat(folder)?.kind === 'file';
  const take = async (from: string): Promise<Reply> => {
    const reply: Reply = { runs: [], known: [], renamed: [], sweeps: [], sweepsLeft: [] };
    for (const found of foundRuns(nodeFiles, from)) {
      const { id } = readRecord(nodeFiles, found);
      const imported = await importRun(found, { ...places, isRenamed: isArchive }, context);
      if (typeof imported === 'string') reply.known.push(imported);
      else reply.runs.push(imported);
      if (typeof imported !== 'string' && imported.record.id !== id)
        reply.renamed.push({ from: id, to: imported.record.id });
    }
    if (!isArchive) return reply;
    const renamed = new Set(reply.renamed.map((one) => one.from));
    const { sweeps, left } = importSweeps(nodeFiles, { from, ...places, renamed });
    return { ...reply, sweeps, sweepsLeft: left };
  };
  if (!isArchive) return take(folder);
  const { runsFolder } = places;
  const options = { runsFolder, freeBytes: freeBytes(runsFolder), signal, progress };
  return withUnpackedRuns(nodeFiles, folder, options, take);
};
