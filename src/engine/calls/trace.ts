// The call `trace`. Loaded only when it is made, so that the worker starts without ONNX Runtime.

import { LabError } from '../../protocol/labError';
import type { TrainRequest } from '../../protocol/engine';
import type { TracedModel } from '../../protocol/network';
import { openUntrained } from '../runs/untrainedRun';
import { nodeFiles } from '../store/nodeFiles';
import type { OpenModel } from '../tasks/openModel';
import type { EngineCall, EngineContext } from './context';
import { KeptModels } from './keptModels';
import { withRun } from './keptRuns';

/** Experiments that are looked at before they are trained: the last one, as long as its file is what it was. */
const untrained = new KeptModels<OpenModel, Parameters<typeof openUntrained>[2]>({
  open: (file, _, surroundings) => openUntrained(nodeFiles, file, surroundings),
  ...{ count: 1, idle: 60_000 },
});

/** One forward pass of a run, or of an experiment that was never trained. */
export const trace: EngineCall<'trace'> = async ({ model, defaults, runsFolder, ...question }, context) =>
  withModel({ model, defaults, runsFolder }, context, async (opened) => {
    if (!opened.trace)
      throw new LabError('INVALID_ARGUMENT', 'This model is no network of layers: there is nothing to draw.');
    const reply = await opened.trace(question, context);
    context.transfer(...reply.values.map(({ buffer }) => buffer as ArrayBuffer));
    return reply;
  });

function withModel<R>(
  { model, ...asked }: { model: TracedModel; defaults: TrainRequest['defaults']; runsFolder?: string },
  context: EngineContext,
  work: (opened: OpenModel) => Promise<R>,
): Promise<R> {
  if ('folder' in model) return withRun(model, context, work);
  return untrained.use(model.experiment, undefined, work, { ...context, ...asked });
}
