// The view of the playground: one panel, and what its page may ask.
import { pictureContent } from '../../protocol/pictureContent';
import { MOST_PICTURE_BYTES, type PlaygroundContract } from '../../protocol/playgroundView';
import { defineView } from '../views/defineView';
import { integer, object, oneOf, text } from '../views/requestChecks';
import { shareQuestionChecks } from '../views/shareQuestion';
import type { PlaygroundNeeds } from './playgroundPanel';
import { isName, isRunQuestion, LONGEST_TEXT } from './question';
import { keptQuestion } from './questionPanels';

type Make = PlaygroundContract['calls']['make']['request'];
type Attribute = PlaygroundContract['calls']['attribute']['request'];

const isText = text(LONGEST_TEXT);
const isPicture = text(1000 + Math.ceil(MOST_PICTURE_BYTES / 3) * 4);

const isTextOrPicture = (value: unknown): value is string =>
  isText(value) || (isPicture(value) && pictureContent(value) !== undefined);

export const playgroundView = defineView({
  name: 'playground',
  usesModels: true,
  checks: {
    keep: isRunQuestion,
    picture: object({ run: isName, path: text(LONGEST_TEXT) }),
    make: object<Make>({ run: isName, text: isTextOrPicture, alternatives: integer(1, 20) }),
    attribute: object<Attribute>({ ...shareQuestionChecks, run: isName, text: text(LONGEST_TEXT) }),
    open: object({ view: oneOf('attention', 'beam'), run: isName, text: text(LONGEST_TEXT) }),
  },
  keep: (needs: PlaygroundNeeds) => keptQuestion('playground', needs),
  load: async () => (await import('./playgroundPanel')).openPlayground,
});
