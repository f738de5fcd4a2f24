// The panel of the playground: what a run makes of a text.
import * as vscode from 'vscode';
import { can } from '../../protocol/ability';
import type { Answer } from '../../protocol/answer';
import { pictureContent } from '../../protocol/pictureContent';
import type { PlaygroundContract, PlaygroundReply } from '../../protocol/playgroundView';
import { requireTrust } from '../editor/trust';
import { sharesAsked } from '../views/shareQuestion';
import { answersNow } from '../runs/runEntry';
import { askedPicture } from './askedPicture';
import {
  type AskingNeeds,
  type QuestionPanels,
  questionOf,
  type QuestionOpening,
  type QuestionPanel,
  questionPanel,
  questionState,
  showQuestion,
} from './questionPanels';
import { setTitle } from '../editor/shown/items';

/** Megabytes that the page has sent need not come back to it. */
const withoutPicture = (answer: Answer): Answer =>
  answer.kind === 'text' && pictureContent(answer.input) !== undefined ? { ...answer, input: '', sourceText: '' } : answer; // prettier-ignore

type Make = PlaygroundContract['calls']['make']['request'];

export interface PlaygroundNeeds extends AskingNeeds {
  /** Views that look inside what the playground shows. */
  views: Record<'attention' | 'beam', QuestionPanels>;
}

export function openPlayground(opening: QuestionOpening<PlaygroundContract>, needs: PlaygroundNeeds): QuestionPanel {
  const { working, runs, views } = needs;
  const question = questionOf(opening, needs, answersNow);
  setTitle(opening.panel, vscode.l10n.t('Playground'));

  async function make({ run, text: asked, alternatives }: Make, signal: AbortSignal): Promise<PlaygroundReply> {
    requireTrust();
    const { folder, record } = (await question.entry(run)).summary;
    const began = performance.now();
    const some = can(record, 'write') && alternatives > 1;
    const decoding = some ? { beam: Math.max(5, alternatives), nBest: alternatives } : undefined;
    const attention = can(record, 'picture'); // is drawn on it
    const request = { folder, texts: [asked], explain: can(record, 'explain'), decoding, attention };
    const { answers } = await working.call('ask', request, { signal });
    return { answer: withoutPicture(answers[0]), seconds: (performance.now() - began) / 1000 };
  }

  const view = opening.connect(
    {
      keep: (asked) => (question.keep(asked), {}),
      async picture({ run, path }) {
        requireTrust();
        const { record } = (await question.entry(run)).summary;
        return { picture: await askedPicture(path, record.baseFolder) };
      },
      make: (asked, { signal }) => make(asked, signal),
      async attribute({ run, text: asked, ...shares }, { signal }) {
        requireTrust();
        const { folder } = (await question.entry(run)).summary;
        return working.call('attribute', { folder, text: asked, ...sharesAsked(shares) }, { signal });
      },
      open: async ({ view: name, run, text: source }) => {
        await showQuestion(views[name], runs, { selected: [run], source, target: '' });
        return {};
      },
    },
    questionState(question),
  );
  return questionPanel(opening, needs, question, view);
}
