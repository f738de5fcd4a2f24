// The call `trainTokenizer`: learns a tokenizer from files and writes its tokenizer.json.

import { LabError } from '../../protocol/labError';
import type { EngineCall } from './context';

export const trainTokenizer: EngineCall<'trainTokenizer'> = ({ options }) =>
  Promise.reject(new LabError('INVALID_ARGUMENT', `A tokenizer of type "${options.type}" cannot be trained.`));
