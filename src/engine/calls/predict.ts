// The call `predict`. Loaded only when it is made, so that the worker starts without ONNX Runtime.

import { LabError } from '../../protocol/labError';
import type { EngineCall } from './context';

/** Not built yet. */
export const predict: EngineCall<'predict'> = () =>
  Promise.reject(new LabError('INTERNAL', 'The engine cannot predict yet.'));
