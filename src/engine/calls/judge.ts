// The call `judge`. Loaded only when it is made, so that the worker starts without ONNX Runtime.

import type { JudgeRequest } from '../../protocol/report';
import type { JudgedPart } from '../metrics/judgedPart';
import { keepEvaluation } from '../runs/evaluations';
import { nodeFiles } from '../store/nodeFiles';
import type { EngineCall, EngineContext } from './context';
import { withRun } from './keptRuns';

/** Judges a run on data whose right answers are known; the report becomes the run's latest evaluation, and those before are kept. */
export const judge: EngineCall<'judge'> = async (request, context) => {
  const part = await judgeRun(request, context);
  const report = part.report(part.judging);
  keepEvaluation(nodeFiles, request.folder, report);
  return report;
};

/** What the run makes of the data; nothing is written. */
export function judgeRun({ folder, checkpoint, ...asked }: JudgeRequest, context: EngineContext): Promise<JudgedPart> {
  context.progress({ phase: 'Opening the run' });
  return withRun({ folder, checkpoint }, context, (run) => run.judge(asked, context));
}
