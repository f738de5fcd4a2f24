// The call `lossSurface`. Loaded only when it is made, so that the worker starts without ONNX Runtime.

import { LabError } from '../../protocol/labError';
import { SURFACE_EXAMPLES, SURFACE_POINTS, type LossSurface } from '../../protocol/lossSurface';
import { begunExperiment } from '../runs/begunRun';
import { lossSurface as measured } from '../runs/lossSurface';
import { withPreparedRun } from '../runs/preparedRuns';
import { nodeFiles } from '../store/nodeFiles';
import { keptPath } from '../train/trainingPath';
import type { EngineCall } from './context';

export const lossSurface: EngineCall<'lossSurface'> = async (request, { progress, signal }) => {
  const { folder, points = SURFACE_POINTS.usual, examples = SURFACE_EXAMPLES.usual, defaults } = request;
  const { least, most } = SURFACE_POINTS;
  if (!(Number.isInteger(points) && points >= least && points <= most))
    throw new LabError('INVALID_ARGUMENT', `A side of the grid has ${least} to ${most} points, not ${points}.`);
  if (!(Number.isInteger(examples) && examples >= 0))
    throw new LabError(
      'INVALID_ARGUMENT',
      `So many texts cannot be judged: ${examples}. Give a whole number; 0 is all.`,
    );
  const experiment = begunExperiment(nodeFiles, folder);
  let judged: LossSurface['judged'];
  const told = (used: number, of: number): void => void (judged = { used, of });
  const sample = { most: examples > 0 ? examples : Infinity, told };
  const surroundings = { files: nodeFiles, defaults, progress, signal, sample };
  const around = { files: nodeFiles, folder, experiment, points, progress, signal };
  if (keptPath(nodeFiles, folder).length === 0)
    return measured({ ...around, lossAt: () => Promise.resolve(undefined) }); // says so
  return withPreparedRun({ folder }, surroundings, async ({ lossAt }) => {
    if (!lossAt) throw new LabError('INVALID_ARGUMENT', 'Only models that are trained in gradient steps have a path.');
    const surface = await measured({ ...around, lossAt });
    return { ...surface, ...(judged && { judged }) };
  });
};
