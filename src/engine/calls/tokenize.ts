// The call `tokenize`. Loaded only when it is made.

import { LabError } from '../../protocol/labError';
import type { EngineCall } from './context';

/** Not built yet. */
export const tokenize: EngineCall<'tokenize'> = () =>
  Promise.reject(new LabError('INTERNAL', 'The engine cannot answer "tokenize" yet.'));
