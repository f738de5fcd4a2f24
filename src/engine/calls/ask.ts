// The call `ask`. Loaded only when it is made, so that the worker starts without ONNX Runtime.

import type { EngineCall } from './context';
import { withRun } from './keptRuns';

/** Answers texts, in order. */
export const ask: EngineCall<'ask'> = async ({ folder, checkpoint, ...asked }, context) =>
  withRun({ folder, checkpoint }, context, async (run) => ({ answers: await run.ask(asked, context) }));
