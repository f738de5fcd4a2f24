// The call `uncertainty`: how sure a run is of texts, and what it would say of them.

import { uncertaintyOf } from '../../labelling/uncertainty';
import type { EngineCall } from '../context';
import { withRun } from '../keptRuns';

/** Fails with `INVALID_ARGUMENT` where the run answers otherwise, and with `CANCELLED`. */
export const uncertainty: EngineCall<'uncertainty'> = ({ folder, kind, texts }, context) =>
  withRun({ folder }, context, async (run) => {
    const cut = texts.map((text) => text.split('\n'));
    const asked =
      kind === 'texts'
        ? { texts }
        : { texts: cut.map((tokens) => tokens.join(' ')), tokens: cut, tags: 'lattice' as const };
    const answers = await run.ask(asked, context);
    return { found: answers.map((answer) => uncertaintyOf(answer, kind)) };
  });
