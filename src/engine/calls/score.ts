// The call `score`. Loaded only when it is made, so that the worker starts without ONNX Runtime.

import type { ScoredText } from '../../protocol/continuation';
import { scoreText } from '../language/scoreText';
import { languageOf } from '../runs/languageOf';
import type { EngineCall } from './context';
import { withRun } from './keptRuns';

/** How probable each text is, in order. */
export const score: EngineCall<'score'> = async ({ folder, checkpoint, texts, ...scoring }, context) =>
  withRun({ folder, checkpoint }, context, async (run) => {
    const model = languageOf(run);
    const scored: ScoredText[] = [];
    for (const text of texts) {
      context.progress({ phase: 'Scoring', fraction: scored.length / texts.length });
      scored.push(await scoreText(model, text, scoring, context.signal));
    }
    return { texts: scored };
  });
