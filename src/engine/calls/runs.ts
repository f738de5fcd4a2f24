// The call `runs`. Loaded only when it is made.

import { LabError } from '../../protocol/labError';
import type { EngineCall } from './context';

/** Not built yet. */
export const runs: EngineCall<'runs'> = () =>
  Promise.reject(new LabError('INTERNAL', 'The engine cannot answer "runs" yet.'));
