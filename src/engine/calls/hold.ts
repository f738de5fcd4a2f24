// The call `hold`. Loaded only when it is made, so that the worker starts without ONNX Runtime.

import type { EngineCall } from './context';
import { holdRun } from './keptRuns';

/** Fails as `openRun`; what was held before then stays. */
export const hold: EngineCall<'hold'> = async (request, context) => {
  const { model, isNew } = await holdRun(request, context);
  const { record, checkpointName } = model;
  return { record, isNew, ...(checkpointName !== undefined && { checkpoint: checkpointName }) };
};
