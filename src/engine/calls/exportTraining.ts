// The call `exportTraining`: an experiment, or that of a run, as a folder that trains its network with PyTorch or Lightning.

import path from 'node:path';
import { LabError } from '../../protocol/labError';
import { requireFolderOf } from '../disk/outputFolder';
import { requireFreeFolder, writeFolder } from '../export/exportFolder';
import type { ExportedRecord } from '../export/python/exportedRecord';
import { requirePortable, trainingFolder } from '../export/python/trainingFolder';
import type { PortedTraining } from '../export/python/trainingSettings';
import { askedExperiment } from '../runs/askedExperiment';
import { begunElsewhere } from '../runs/newRun';
import { withPreparedExperiment } from '../runs/preparedRuns';
import { openUntrained } from '../runs/untrainedRun';
import { nodeFiles } from '../store/nodeFiles';
import { runFiles } from '../store/runFolder';
import { readRecord } from '../store/runRecord';
import type { OpenModel } from '../tasks/openModel';
import { readExperimentText } from '../tasks/storedExperiment';
import { resolveExperiment } from '../tasks/parseExperiment';
import type { EngineCall } from './context';
import { withRun } from './keptRuns';

/** Steps that are compared. */
const STEPS = 100;

/** Fails as `exportPython`, as preparing the training, and with `INVALID_ARGUMENT` for what cannot be expressed. */
export const exportTraining: EngineCall<'exportTraining'> = async ({ output, ...from }, context) => {
  await requireFolderOf(output);
  requireFreeFolder(nodeFiles, output);
  const { signal, progress } = context;
  const isRun = 'folder' in from;
  const origin = isRun
    ? readRecord(nodeFiles, from.folder)
    : { experimentFile: from.experimentFile, baseFolder: path.dirname(from.experimentFile) };
  const { baseFolder } = origin;
  const file = isRun ? path.join(from.folder, runFiles.experiment) : from.experimentFile;
  const runsFolder = isRun ? path.dirname(from.folder) : from.runsFolder;
  const text = readExperimentText(nodeFiles, file);
  const experiment = resolveExperiment(text, { file });
  const { training } = experiment as unknown as { training: PortedTraining }; // of any task
  requirePortable(training);

  const write = async ({ network }: Pick<OpenModel, 'network'>, record: ExportedRecord, checkpoint: string) => {
    if (!network) throw notThere(record.modelType);
    const learned = network();
    const request = { experimentText: text, experimentFile: file, baseFolder, runsFolder };
    const { experiment: asked } = askedExperiment(request, nodeFiles);
    return withPreparedExperiment(
      { ...request, overrides: ['model.dropout=0'] },
      { files: nodeFiles, progress, signal },
      async (prepared) => {
        const { material, firstSteps, initial, steps, hashes } = prepared;
        if (!material || !firstSteps || !initial) throw notThere(record.modelType);
        if (isRun) requireSame(hashes, record);
        progress({ phase: 'Comparing steps', fraction: 0 });
        const losses = await firstSteps({ count: Math.min(STEPS, steps ?? STEPS), signal });
        const begun = begunElsewhere(origin, { experiment: asked, prepared });
        const parts = { record, checkpoint, training, material: material(), initial: initial(), losses, begun };
        const told = (fraction: number): void => progress({ phase: 'Writing modules', fraction });
        const contents = trainingFolder(learned, parts);
        return { files: await writeFolder(nodeFiles, output, contents, { signal, progress: told }) };
      },
    );
  };

  if (isRun)
    return withRun(from, context, (run) => write(run, run.record, run.checkpointName ?? from.checkpoint ?? 'best'));
  const { name, task, seed } = experiment;
  const record = { ...{ id: '', name, task, seed, hashes: {}, versions: {} }, modelType: experiment.model.type };
  const model = await openUntrained(nodeFiles, file, { progress, signal, runsFolder });
  try {
    return await write(model, record, 'none');
  } finally {
    await model.release();
  }
};

const notThere = (type: string): LabError =>
  new LabError(
    'INVALID_ARGUMENT',
    `A model of type "${type}" is not trained in gradient steps of its own: there is no training to export.`,
    {
      key: ['model', 'type'],
    },
  );

/** Fails with `INVALID_DATA` where the data of a run are others now: its batches cannot be made again. */
function requireSame(now: Readonly<Record<string, string>>, { hashes, name }: ExportedRecord): void {
  const changed = Object.keys(hashes).find((file) => now[file] !== hashes[file]);
  if (changed === undefined) return;
  throw new LabError(
    'INVALID_DATA',
    `"${changed}" has changed since the run "${name}" was trained: its batches cannot be made again.`,
  );
}
