// The call `train`. Loaded only when it is made, so that the worker starts without ONNX Runtime.

import { nodeFiles } from '../store/nodeFiles';
import type { TrainRequest } from '../../protocol/engine';
import { readableExperiment } from './experimentText';
import { trainRun } from '../runs/trainRun';
import type { EngineCall } from './context';

export const train: EngineCall<'train'> = async (request, { progress, log, signal }) =>
  trainRun(await readable(request), { files: nodeFiles, tell: progress, log, signal, now: () => new Date() });

async function readable(request: TrainRequest): Promise<TrainRequest> {
  return { ...request, experimentText: await readableExperiment(request.experimentText, request.experimentFile) };
}
