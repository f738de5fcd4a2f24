// The call `exportModel`: a run's model as a file of another program.

import { LabError } from '../../protocol/labError';
import { nodeFiles } from '../store/nodeFiles';
import { requireFolderOf } from '../disk/outputFolder';
import type { EngineCall } from './context';
import { withRun } from './keptRuns';

/** Fails as `OpenModel.save`, with `NOT_FOUND` where the folder does not exist, and with `INVALID_ARGUMENT` for models no program reads. */
export const exportModel: EngineCall<'exportModel'> = async (
  { folder, checkpoint, output, quantize, layout },
  context,
) => {
  if (layout === 'bert') {
    const { exportBert } = await import('../tasks/base/exportBert');
    return { bytes: exportBert(nodeFiles, { folder, checkpoint, output }) };
  }
  await requireFolderOf(output);
  return withRun({ folder, checkpoint }, context, async ({ save, record }) => {
    const message = `The model of "${record.name}" (${record.modelType}) has no file that another program reads. Export its parameters as safetensors.`;
    if (!save) throw new LabError('INVALID_ARGUMENT', message);
    const onProgress = (fraction: number): void => context.progress({ phase: 'Writing the model', fraction });
    return { bytes: await save(output, { signal: context.signal, onProgress, quantize }) };
  });
};
