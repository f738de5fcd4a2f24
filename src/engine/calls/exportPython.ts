// The call `exportPython`: a run as modules of PyTorch with all that is needed to use them.

import { LabError } from '../../protocol/labError';
import { requireFolderOf } from '../disk/outputFolder';
import { requireFreeFolder, writeFolder } from '../export/exportFolder';
import { pytorchFolder } from '../export/python/pytorchFolder';
import { nodeFiles } from '../store/nodeFiles';
import type { EngineCall } from './context';
import { withRun } from './keptRuns';

/** Fails as `exportFolder` does, and with `INVALID_ARGUMENT` for models that are no network. */
export const exportPython: EngineCall<'exportPython'> = async ({ folder, checkpoint, output }, context) => {
  await requireFolderOf(output);
  requireFreeFolder(nodeFiles, output);
  return withRun({ folder, checkpoint }, context, async ({ network, record, checkpointName }) => {
    const message = `The model of "${record.name}" (${record.modelType}) is no network: PyTorch has no modules for it.`;
    if (!network) throw new LabError('INVALID_ARGUMENT', message);
    const contents = pytorchFolder(network(), { record, checkpoint: checkpointName ?? checkpoint ?? 'best' });
    const progress = (fraction: number): void => context.progress({ phase: 'Writing modules', fraction });
    return { files: await writeFolder(nodeFiles, output, contents, { signal: context.signal, progress }) };
  });
};
