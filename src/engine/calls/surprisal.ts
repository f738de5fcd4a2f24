// The call `surprisal`. Loaded only when it is made, so that the worker starts without ONNX Runtime.

import { surprisalOf } from '../language/surprisal';
import { languageOf } from '../runs/languageOf';
import type { EngineCall } from './context';
import { withRun } from './keptRuns';

export const surprisal: EngineCall<'surprisal'> = ({ folder, checkpoint, ...request }, context) =>
  withRun({ folder, checkpoint }, context, (run) =>
    surprisalOf(languageOf(run), request, {
      signal: context.signal,
      progress: (fraction) => context.progress({ phase: 'Scoring', fraction }),
    }),
  );
