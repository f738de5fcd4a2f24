// The view in which a run goes on with a text: one panel, and what its page may ask.
import type { Sampling } from '../../protocol/continuation';
import type { GenerateQuestion } from '../../protocol/generateView';
import { isName, isRunQuestion, LONGEST_TEXT } from '../asking/question';
import { type AskingNeeds, keptQuestion } from '../asking/questionPanels';
import { defineView } from '../views/defineView';
import { type Check, flag, integer, listOf, object, text } from '../views/requestChecks';
import { arePrompts } from './promptsInMemory';

const MOST_TOKENS = 10_000;

/** The engine says what is wrong with a temperature of 0. */
const isNumber: Check<number> = (value): value is number => typeof value === 'number' && Number.isFinite(value);
const id = integer(0, Number.MAX_SAFE_INTEGER);

const isQuestion = object<GenerateQuestion>({
  run: isName,
  prompt: text(LONGEST_TEXT),
  chosen: listOf(integer(0, 1e7), 0, MOST_TOKENS),
  toldChosen: integer(0, 1),
  tokens: integer(1, MOST_TOKENS),
  stop: listOf(text(1000), 0, 20),
  sampling: object<Required<Sampling>>({
    ...{
      greedy: flag,
      temperature: isNumber,
      topK: integer(0, 1e7),
      topP: isNumber,
      minP: isNumber,
      typical: isNumber,
    },
    seed: id,
  }),
  withoutUnknown: flag,
});

export const generateView = defineView({
  name: 'generate',
  usesModels: true,
  checks: {
    ...{ keep: isRunQuestion, keepPrompts: arePrompts, choices: isQuestion },
    generate: object({ id, question: isQuestion }),
    follow: object({ id }),
  },
  keep: (needs: AskingNeeds) => keptQuestion('generate', needs),
  load: async () => (await import('./generatePanel')).openGenerate,
});
