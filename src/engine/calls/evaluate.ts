// The call `evaluate`. Loaded only when it is made, so that the worker starts without ONNX Runtime.

import { LabError } from '../../protocol/labError';
import type { EngineCall } from './context';

/** Not built yet. */
export const evaluate: EngineCall<'evaluate'> = () =>
  Promise.reject(new LabError('INTERNAL', 'The engine cannot evaluate yet.'));
