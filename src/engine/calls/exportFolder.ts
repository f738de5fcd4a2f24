// The call `exportFolder`: a run as graphs with all that is needed to use them.

import { LabError } from '../../protocol/labError';
import { requireFolderOf } from '../disk/outputFolder';
import { requireFreeFolder, writeExportFolder } from '../export/exportFolder';
import { measuredQuality, type WithPrepared } from '../runs/exportQuality';
import { withPreparedRun } from '../runs/preparedRuns';
import { nodeFiles } from '../store/nodeFiles';
import type { EngineCall } from './context';
import { withRun } from './keptRuns';

/** Fails as `writeExportFolder`, with `NOT_FOUND` where the folder above does not exist, and with `INVALID_ARGUMENT` for models that are no graphs. */
export const exportFolder: EngineCall<'exportFolder'> = async ({ folder, checkpoint, output, quantize }, context) => {
  await requireFolderOf(output);
  requireFreeFolder(nodeFiles, output);
  return withRun({ folder, checkpoint }, context, async ({ graphs, record, checkpointName }) => {
    const message = `The model of "${record.name}" (${record.modelType}) cannot be exported as graphs. Networks that label texts, give them numbers, tag their tokens, fill in their blanks, score them or write others can.`;
    if (!graphs) throw new LabError('INVALID_ARGUMENT', message);
    const { signal } = context;
    const model = graphs();
    const isQuantized = quantize !== undefined;
    const progress = (fraction: number): void => context.progress({ phase: 'Writing graphs', fraction });
    const options = { record, checkpoint: checkpointName ?? checkpoint ?? 'best', isQuantized, signal, progress };
    const files = await writeExportFolder(nodeFiles, output, model, options);
    if (!isQuantized) return { files };
    const withPrepared: WithPrepared = (work) =>
      withPreparedRun({ folder, checkpoint }, { files: nodeFiles, ...context }, (prepared, { model: parameters }) =>
        work(prepared, parameters),
      );
    const after = files.reduce((sum, { name, bytes }) => sum + (name.endsWith('.onnx') ? bytes : 0), 0);
    return { files, quality: await measuredQuality(model, withPrepared, after) };
  });
};
