// The call `columns`. Loaded only when it is made.

import { LabError } from '../../protocol/labError';
import type { EngineCall } from './context';

/** Not built yet. */
export const columns: EngineCall<'columns'> = () =>
  Promise.reject(new LabError('INTERNAL', 'The engine cannot answer "columns" yet.'));
