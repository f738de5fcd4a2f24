// The call `judge`. Loaded only when it is made, so that the worker starts without ONNX Runtime.

import { LabError } from '../../protocol/labError';
import type { JudgeRequest } from '../../protocol/report';
import type { JudgedPart } from '../metrics/judgedPart';
import { keepJudged } from '../runs/keepJudged';
import { nodeFiles } from '../store/nodeFiles';
import type { EngineCall, EngineContext } from './context';
import { withRun } from './keptRuns';

/**
 * Judges a run on data whose right answers are known; the report becomes the run's latest evaluation, and those before are kept.
 * Where the run's folder cannot be written to, the report says so.
 */
export const judge: EngineCall<'judge'> = async (request, context) => {
  const part = await judgeRun(request, context);
  const report = part.report(part.judging);
  if (nodeFiles.stat(request.folder)?.kind === 'file') return report; // of another program, which keeps nothing
  try {
    await keepJudged(nodeFiles, request.folder, part, report);
  } catch (error) {
    if (!(error instanceof LabError) || error.code === 'CANCELLED') throw error;
    return { ...report, notKept: error.message };
  }
  return report;
};

/** What the run makes of the data; nothing is written. */
export function judgeRun({ folder, checkpoint, ...asked }: JudgeRequest, context: EngineContext): Promise<JudgedPart> {
  context.progress({ phase: 'Opening the run' });
  return withRun({ folder, checkpoint }, context, (run) => run.judge(asked, context));
}
