// The panel in which a run goes on with a text.
import * as vscode from 'vscode';
import type { ContinueProgress, ContinueReply } from '../../protocol/continuation';
import type { CallOptions } from '../../protocol/rpc';
import { type GenerateQuestion, type GenerateViewContract, MOST_RUNS } from '../../protocol/generateView';
import {
  type AskingNeeds,
  questionOf,
  type QuestionOpening,
  type QuestionPanel,
  questionPanel,
  questionState,
} from '../asking/questionPanels';
import { allSpoken } from '../editor/engineTexts';
import { setTitle } from '../editor/shown/items';
import { canNow } from '../runs/runEntry';
import { requireTrust } from '../editor/trust';
import { Followed } from './followed';
import { keepPrompts, promptsIn } from './promptsInMemory';

export function openGenerate(opening: QuestionOpening<GenerateViewContract>, needs: AskingNeeds): QuestionPanel {
  const { working, memory } = needs;
  const question = questionOf(opening, needs, (entry) => canNow(entry, 'continue'));
  const continuations = new Followed<ContinueProgress, ContinueReply>(MOST_RUNS);
  opening.life.add({ dispose: () => continuations.stopAll() });
  setTitle(opening.panel, vscode.l10n.t('Generate'));

  async function requestOf({ run, ...asked }: GenerateQuestion) {
    requireTrust();
    return { ...asked, folder: (await question.entry(run)).summary.folder };
  }

  async function goOn(asked: GenerateQuestion, options: CallOptions<ContinueProgress>): Promise<ContinueReply> {
    const reply = await working.call('continue', await requestOf(asked), options);
    return { ...reply, notices: allSpoken(reply.notices, vscode.l10n.t) };
  }

  const view = opening.connect(
    {
      keep: (asked) => (question.keep(asked), {}),
      keepPrompts: async ({ prompts }) => (await keepPrompts(memory, prompts), {}),
      generate: ({ id, question: asked }, { signal, progress }) =>
        continuations.start({ id, about: asked.run }, (options) => goOn(asked, options), {
          signal,
          onProgress: progress,
        }),
      follow: ({ id }, { signal, progress }) => continuations.follow(id, { signal, onProgress: progress }),
      async choices(asked, { signal }) {
        const { tokens } = await working.call('continue', { ...(await requestOf(asked)), tokens: 1 }, { signal });
        return { before: tokens[0]?.before ?? [], after: tokens[0]?.after ?? [] };
      },
    },
    { ...questionState(question), prompts: () => ({ prompts: promptsIn(memory) }) },
  );
  return questionPanel(opening, needs, question, view);
}
