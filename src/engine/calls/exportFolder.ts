// The call `exportFolder`: a run as graphs with all that is needed to use them.

import type { ExportedFile, QuantizedQuality } from '../../protocol/exportedFolder';
import { LabError } from '../../protocol/labError';
import { requireFolderOf } from '../disk/outputFolder';
import { graphBytes } from '../export/exportedGraphs';
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
  return withRun({ folder, checkpoint }, context, async ({ graphs, record, checkpointName: opened }) => {
    const message = `The model of "${record.name}" (${record.modelType}) cannot be exported as graphs. Networks that label texts, give them numbers, tag their tokens, fill in their blanks, score them or write others can.`;
    if (!graphs) throw new LabError('INVALID_ARGUMENT', message);
    const { signal } = context;
    const model = graphs();
    const isQuantized = quantize !== undefined;
    const progress = (fraction: number): void => context.progress({ phase: 'Writing graphs', fraction });
    const withPrepared: WithPrepared = (work) =>
      withPreparedRun({ folder, checkpoint }, { files: nodeFiles, ...context }, (prepared, { model: parameters }) =>
        work(prepared, parameters),
      );
    let quality: QuantizedQuality | undefined;
    /** While the folder has no name yet: who stops this gets none. */
    const finish = async (written: readonly ExportedFile[]): Promise<void> => {
      if (!isQuantized) return;
      const after = written.filter(({ name }) => /\.(onnx|bin)$/.test(name));
      const bytes = { before: graphBytes(model), after: after.reduce((sum, file) => sum + file.bytes, 0) };
      quality = await measuredQuality(withPrepared, bytes);
    };
    const checkpointName = opened ?? checkpoint ?? 'best';
    const options = { record, checkpoint: checkpointName, isQuantized, signal, progress, finish };
    const files = await writeExportFolder(nodeFiles, output, model, options);
    return { files, ...(quality && { quality }) };
  });
};
