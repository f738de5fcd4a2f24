// The calls `oneBatch` and `batchScript`: a training step taken apart, and the same as a script of another library.

import path from 'node:path';
import type { BatchRequest } from '../../protocol/batch';
import type { TrainRequest } from '../../protocol/engine';
import { LabError } from '../../protocol/labError';
import { withPreparedExperiment, withPreparedRun } from '../runs/preparedRuns';
import { wholeScript } from '../batch/batchScript';
import { writeFileAtomically } from '../store/atomicFile';
import { nodeFiles } from '../store/nodeFiles';
import { writeSafetensors } from '../store/safetensors';
import { readExperimentText } from '../tasks/storedExperiment';
import { describeBatch, networkOfBatch } from '../batch/describeBatch';
import type { PreparedBatch } from '../train/batch/batchValues';
import type { PreparedRun } from '../train/preparedRun';
import type { EngineCall, EngineContext } from './context';

export const oneBatch: EngineCall<'oneBatch'> = async (request, context) => {
  const shown = describeBatch(await computed(request, context));
  context.transfer(...shown.values.map(({ buffer }) => buffer as ArrayBuffer));
  return shown;
};

export const batchScript: EngineCall<'batchScript'> = async ({ language, output, ...request }, context) => {
  const batch = await computed(request, context);
  const beside = output.replace(/(\.py)?$/, '.safetensors');
  const { text, tensors } = wholeScript(batch, networkOfBatch(batch), {
    ...{ language, title: nameOf(request), file: path.basename(beside) },
  });
  if (tensors.size > 0) requireOwn(beside, output);
  if (tensors.size > 0) writeSafetensors(nodeFiles, beside, tensors);
  writeFileAtomically(nodeFiles, output, [new TextEncoder().encode(text)]);
  return { files: [output, ...(tensors.size > 0 ? [beside] : [])] };
};

/** A file that no script stands beside is another's, as the parameters of a run are. */
function requireOwn(beside: string, script: string): void {
  if (!nodeFiles.stat(beside) || nodeFiles.stat(script)) return;
  throw new LabError(
    'INVALID_ARGUMENT',
    `"${beside}" is there already and belongs to no script of that name. Name the script otherwise.`,
    { file: beside },
  );
}

const nameOf = ({ model }: BatchRequest): string => path.basename('folder' in model ? model.folder : model.experiment);

function computed(
  { model, batch, defaults, runsFolder }: BatchRequest & Pick<TrainRequest, 'defaults'>,
  { progress, signal }: Pick<EngineContext, 'progress' | 'signal'>,
): Promise<PreparedBatch> {
  const surroundings = { files: nodeFiles, defaults, progress, signal };
  const look = (prepared: PreparedRun, at: Parameters<NonNullable<PreparedRun['oneBatch']>>[0]) => {
    if (!prepared.oneBatch)
      throw new LabError(
        'INVALID_ARGUMENT',
        'One batch is gone through in networks that are trained in steps and do not learn from other runs.',
      );
    progress({ phase: 'Computing gradients' });
    return prepared.oneBatch({ ...at, batch });
  };
  if ('folder' in model)
    return withPreparedRun(model, surroundings, (prepared, checkpoint) =>
      look(prepared, { checkpoint, folder: model.folder }),
    );
  const experimentFile = model.experiment;
  const experimentText = readExperimentText(nodeFiles, experimentFile);
  return withPreparedExperiment(
    { ...{ experimentText, experimentFile, baseFolder: path.dirname(experimentFile), runsFolder, defaults } },
    surroundings,
    (prepared) => look(prepared, {}),
  );
}
