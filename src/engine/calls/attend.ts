// The call `attend`. Loaded only when it is made, so that the worker starts without ONNX Runtime.

import type { EngineCall } from './context';
import { withRun } from './keptRuns';

/** Every attention of a model for a text, and the target or the label that it gives it. */
export const attend: EngineCall<'attend'> = async ({ folder, checkpoint, ...asked }, context) =>
  withRun({ folder, checkpoint }, context, async (run) => {
    const reply = await run.attend(asked, context);
    context.transfer(...reply.maps.map(({ weights }) => weights.buffer as ArrayBuffer));
    return reply;
  });
