// The call `evaluateTranslation`. Loaded only when it is made, so that the worker starts without ONNX Runtime.

import path from 'node:path';
import { nodeFiles } from '../store/nodeFiles';
import { writeFileAtomically } from '../store/atomicFile';
import { runFiles } from '../store/runFolder';
import { judgeTranslation } from '../train/judgeTranslation';
import { translationReport } from '../translate/translationReport';
import type { EngineCall } from './context';

/** Judges a run on parallel text; the report becomes the run's latest evaluation. */
export const evaluateTranslation: EngineCall<'evaluateTranslation'> = async (request, context) => {
  const report = translationReport(await judgeTranslation(request, context));
  writeFileAtomically(nodeFiles, path.join(request.folder, runFiles.evaluation), `${JSON.stringify(report)}\n`);
  return report;
};
