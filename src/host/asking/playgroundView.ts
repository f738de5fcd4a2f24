// The view of the playground: one panel, and what its page may ask.
import type { PlaygroundContract } from '../../protocol/playgroundView';
import { defineView } from '../views/defineView';
import { integer, object, oneOf, text } from '../views/requestChecks';
import { shareQuestionChecks } from '../views/shareQuestion';
import type { PlaygroundNeeds } from './playgroundPanel';
import { isName, isRunQuestion, LONGEST_TEXT } from './question';
import { keptQuestion } from './questionPanels';

type Make = PlaygroundContract['calls']['make']['request'];
type Attribute = PlaygroundContract['calls']['attribute']['request'];

export const playgroundView = defineView({
  name: 'playground',
  usesModels: true,
  checks: {
    keep: isRunQuestion,
    make: object<Make>({ run: isName, text: text(LONGEST_TEXT), alternatives: integer(1, 20) }),
    attribute: object<Attribute>({ ...shareQuestionChecks, run: isName, text: text(LONGEST_TEXT) }),
    open: object({ view: oneOf('attention', 'beam'), run: isName, text: text(LONGEST_TEXT) }),
  },
  keep: (needs: PlaygroundNeeds) => keptQuestion('playground', needs),
  load: async () => (await import('./playgroundPanel')).openPlayground,
});
