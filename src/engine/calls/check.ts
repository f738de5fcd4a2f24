// The call `check`: the faults of an experiment's text, for diagnostics in the editor.

import { parseExperiment } from '../experiment/parseExperiment';
import type { EngineCall } from './context';

/** Looks at the text alone; data files are not read. */
export const check: EngineCall<'check'> = ({ experimentText, experimentFile, overrides }) =>
  Promise.resolve({ problems: parseExperiment(experimentText, { file: experimentFile, overrides }).problems });
