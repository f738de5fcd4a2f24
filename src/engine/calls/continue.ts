// The call `continue`. Loaded only when it is made, so that the worker starts without ONNX Runtime.

import { continueText } from '../language/continueText';
import { languageOf } from '../runs/languageOf';
import type { EngineCall } from './context';
import { withRun } from './keptRuns';

/** Goes on with a text; each token is told as it comes. */
export const continueCall: EngineCall<'continue'> = async ({ folder, checkpoint, ...request }, context) =>
  withRun({ folder, checkpoint }, context, async (run) =>
    continueText(languageOf(run), request, {
      signal: context.signal,
      told: (token) => context.progress({ token }),
    }),
  );
