// The command that has a run go on with a text.
import { toTranslate } from '../../protocol/toTranslate';
import type { Commands } from '../commands/command';
import { type QuestionPanels, showQuestion } from '../asking/questionPanels';
import { onRun, someRun } from '../runs/menus';
import { pickRun, type RunArgument } from '../runs/pickRun';
import { canNow, runId } from '../runs/runEntry';
import type { Runs } from '../runs/runs';

export interface GenerateCommandParts {
  runs: Runs;
  views: { generate: QuestionPanels };
}

export const generateCommands: Commands<GenerateCommandParts> = {
  /** Other extensions may name run and prompt. Without a run an open view keeps its own. */
  generateText: {
    title: 'Generate Text',
    about: toTranslate('Goes on with a text, token by token, and shows which others were likely.'),
    icon: 'sparkle',
    needsTrust: true,
    palette: someRun('usable', 'continue'),
    menus: { 'view/item/context': { when: onRun('usable', 'continue'), group: '3_use@6' } },
    run: async ({ runs, views }, run?: RunArgument, prompt?: unknown) => {
      const text = typeof prompt === 'string' ? { source: prompt } : {};
      if (run === undefined && views.generate.latest) return showQuestion(views.generate, runs, text);
      const entry = await pickRun(runs, run, (one) => canNow(one, 'continue'), { takeOnlyOne: true });
      if (entry) await showQuestion(views.generate, runs, { selected: [runId(entry.summary.folder)], ...text });
    },
  },
};
