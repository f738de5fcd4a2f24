// The call `exportFolder`: a run as graphs with all that is needed to use them.

import { LabError } from '../../protocol/labError';
import { requireFolderOf } from '../disk/outputFolder';
import { requireFreeFolder, writeExportFolder } from '../export/exportFolder';
import { nodeFiles } from '../store/nodeFiles';
import type { EngineCall } from './context';
import { withRun } from './keptRuns';

/** Fails as `writeExportFolder`, with `NOT_FOUND` where the folder above does not exist, and with `INVALID_ARGUMENT` for models that are no graphs. */
export const exportFolder: EngineCall<'exportFolder'> = async ({ folder, checkpoint, output }, context) => {
  await requireFolderOf(output);
  requireFreeFolder(nodeFiles, output);
  return withRun({ folder, checkpoint }, context, async ({ graphs, record, checkpointName }) => {
    const message = `The model of "${record.name}" (${record.modelType}) cannot be exported as graphs. Networks that label texts, give them numbers, tag their tokens, fill in their blanks, score them or write others can.`;
    if (!graphs) throw new LabError('INVALID_ARGUMENT', message);
    const { signal } = context;
    const progress = (fraction: number): void => context.progress({ phase: 'Writing graphs', fraction });
    const options = { record, checkpoint: checkpointName ?? checkpoint ?? 'best', signal, progress };
    return { files: await writeExportFolder(nodeFiles, output, graphs(), options) };
  });
};
