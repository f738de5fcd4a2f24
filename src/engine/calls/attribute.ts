// The call `attribute`. Loaded only when it is made, so that the worker starts without ONNX Runtime.

import type { EngineCall } from './context';
import { withRun } from './keptRuns';

/** The share of each token of a text in what a run answers. */
export const attribute: EngineCall<'attribute'> = async ({ folder, checkpoint, ...asked }, context) =>
  withRun({ folder, checkpoint }, context, (run) => run.attribute(asked, context));
