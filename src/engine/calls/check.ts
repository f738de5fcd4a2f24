// The call `check`. Loaded only when it is made.

import { LabError } from '../../protocol/labError';
import type { EngineCall } from './context';

/** Not built yet. */
export const check: EngineCall<'check'> = () =>
  Promise.reject(new LabError('INTERNAL', 'The engine cannot answer "check" yet.'));
