// The call `history`. Loaded only when it is made.

import { LabError } from '../../protocol/labError';
import type { EngineCall } from './context';

/** Not built yet. */
export const history: EngineCall<'history'> = () =>
  Promise.reject(new LabError('INTERNAL', 'The engine cannot answer "history" yet.'));
