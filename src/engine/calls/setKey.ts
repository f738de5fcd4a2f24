// The call `setKey`: a value written into the text of an experiment.

import { editsFor } from '../experiment/keyEdits';
import type { EngineCall } from './context';

export const setKey: EngineCall<'setKey'> = ({ experimentText, key, value }) =>
  Promise.resolve({ edits: editsFor(experimentText, key.split('.'), value) });
