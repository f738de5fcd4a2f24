// The call `train`. Loaded only when it is made, so that the worker starts without ONNX Runtime.

import { nodeFiles } from '../store/nodeFiles';
import { trainRun } from '../runs/trainRun';
import type { EngineCall } from './context';

export const train: EngineCall<'train'> = (request, { progress, log, signal }) =>
  trainRun(request, { files: nodeFiles, tell: progress, log, signal, now: () => new Date() });
