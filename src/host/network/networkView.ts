// The view of networks: one panel, and what its page may ask.
import { MOST_WRITTEN, type NetworkQuestion } from '../../protocol/networkView';
import { isName, isRunQuestion, LONGEST_TEXT } from '../asking/question';
import { type AskingNeeds, keptQuestion } from '../asking/questionPanels';
import { defineView } from '../views/defineView';
import { integer, object, text } from '../views/requestChecks';

export const networkView = defineView({
  name: 'network',
  usesModels: true,
  checks: {
    keep: isRunQuestion,
    trace: object<NetworkQuestion>({
      ...{ model: isName, text: text(LONGEST_TEXT), target: text(LONGEST_TEXT) },
      writes: integer(0, MOST_WRITTEN),
    }),
    tensor: object({ id: integer(0, 1e9), tensor: integer(0, 1e6), head: integer(0, 1e6) }),
  },
  keep: (needs: AskingNeeds) => keptQuestion('network', needs),
  load: async () => (await import('./networkPanel')).openNetwork,
});
