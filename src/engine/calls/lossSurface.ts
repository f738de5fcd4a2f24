// The call `lossSurface`. Loaded only when it is made, so that the worker starts without ONNX Runtime.

import { LabError } from '../../protocol/labError';
import { SURFACE_POINTS } from '../../protocol/lossSurface';
import { begunExperiment } from '../runs/begunRun';
import { lossSurface as measured } from '../runs/lossSurface';
import { withPreparedRun } from '../runs/preparedRuns';
import { nodeFiles } from '../store/nodeFiles';
import { keptPath } from '../train/trainingPath';
import type { EngineCall } from './context';

export const lossSurface: EngineCall<'lossSurface'> = async (request, { progress, signal }) => {
  const { folder, points = SURFACE_POINTS.usual, defaults } = request;
  const { least, most } = SURFACE_POINTS;
  if (!(Number.isInteger(points) && points >= least && points <= most))
    throw new LabError('INVALID_ARGUMENT', `A side of the grid has ${least} to ${most} points, not ${points}.`);
  const experiment = begunExperiment(nodeFiles, folder);
  const surroundings = { files: nodeFiles, defaults, progress, signal };
  const around = { files: nodeFiles, folder, experiment, points, progress, signal };
  if (keptPath(nodeFiles, folder).length === 0)
    return measured({ ...around, lossAt: () => Promise.resolve(undefined) }); // says so
  return withPreparedRun({ folder }, surroundings, ({ lossAt }) => {
    if (!lossAt) throw new LabError('INVALID_ARGUMENT', 'Only models that are trained in gradient steps have a path.');
    return measured({ ...around, lossAt });
  });
};
