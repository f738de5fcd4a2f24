// The command that has a run go on with a text.
import type { Commands } from '../commands/command';
import { IN_FOLDER } from '../commands/when';
import { type QuestionPanels, showQuestion } from '../asking/questionPanels';
import { onRun } from '../runs/menus';
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
    icon: 'sparkle',
    needsTrust: true,
    palette: IN_FOLDER,
    menus: { 'view/item/context': { when: onRun('usable', 'continue'), group: '3_use@6' } },
    run: async ({ runs, views }, run?: RunArgument, prompt?: unknown) => {
      const text = typeof prompt === 'string' ? { source: prompt } : {};
      if (run === undefined && views.generate.latest) return showQuestion(views.generate, runs, text);
      const entry = await pickRun(runs, run, (one) => canNow(one, 'continue'), { takeOnlyOne: true });
      if (entry) await showQuestion(views.generate, runs, { selected: [runId(entry.summary.folder)], ...text });
    },
  },
};
