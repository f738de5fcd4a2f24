// The call `explain`: which features speak for each class, and in one text.

import { LabError } from '../../protocol/labError';
import type { EngineCall } from './context';
import { withRun } from './keptRuns';

const MOST_FEATURES = 1000;

export const explain: EngineCall<'explain'> = async ({ folder, checkpoint, text }, context) =>
  withRun({ folder, checkpoint }, context, async (run) => {
    const classes = run.explain(MOST_FEATURES);
    if (text === undefined) return { classes };
    const [answer] = await run.ask({ texts: [text], explain: true }, { ...context, progress: () => undefined });
    if (!('explanation' in answer) || !answer.explanation)
      throw new LabError('INTERNAL', `The run "${run.record.name}" has features, but no labels.`);
    return { classes, text: { label: answer.output, ...answer.explanation } };
  });
