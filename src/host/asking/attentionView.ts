// The view of attention: one panel, and what its page may ask.
import { defineView } from '../views/defineView';
import { integer, object, text } from '../views/requestChecks';
import { isName, isRunQuestion, LONGEST_TEXT } from './question';
import { type AskingNeeds, keptQuestion } from './questionPanels';

export const attentionView = defineView({
  name: 'attention',
  usesModels: true,
  checks: {
    keep: isRunQuestion,
    attend: object({ run: isName, source: text(LONGEST_TEXT), target: text(LONGEST_TEXT) }),
    maps: object({ id: integer(0, 1e9), from: integer(0, 1e6) }),
  },
  keep: (needs: AskingNeeds) => keptQuestion('attention', needs),
  load: async () => (await import('./attentionPanel')).openAttention,
});
