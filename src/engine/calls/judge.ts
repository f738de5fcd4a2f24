// The call `judge`. Loaded only when it is made, so that the worker starts without ONNX Runtime.

import path from 'node:path';
import type { JudgeRequest } from '../../protocol/report';
import type { JudgedPart } from '../metrics/judgedPart';
import { writeFileAtomically } from '../store/atomicFile';
import { nodeFiles } from '../store/nodeFiles';
import { runFiles } from '../store/runFolder';
import type { EngineCall, EngineContext } from './context';
import { withRun } from './keptRuns';

/** Judges a run on data whose right answers are known; the report becomes the run's latest evaluation. */
export const judge: EngineCall<'judge'> = async (request, context) => {
  const part = await judgeRun(request, context);
  const report = part.report(part.judging);
  writeFileAtomically(nodeFiles, path.join(request.folder, runFiles.evaluation), `${JSON.stringify(report)}\n`);
  return report;
};

/** What the run makes of the data; nothing is written. */
export function judgeRun({ folder, checkpoint, ...asked }: JudgeRequest, context: EngineContext): Promise<JudgedPart> {
  context.progress({ phase: 'Opening the run' });
  return withRun({ folder, checkpoint }, context, (run) => run.judge(asked, context));
}
