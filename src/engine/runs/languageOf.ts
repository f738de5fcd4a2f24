// The language model of a run, for calls that go on with texts or score them.

import { LabError } from '../../protocol/labError';
import type { LanguageModel } from '../language/languageModel';
import type { OpenRun } from './openRun';

/** Fails with `INVALID_ARGUMENT` where the run is none. */
export function languageOf({ language, record }: OpenRun): LanguageModel {
  if (language) return language;
  const message = `The run "${record.name}" is no language model: it neither goes on with texts nor scores them. Ask a run of such a model.`;
  throw new LabError('INVALID_ARGUMENT', message);
}
