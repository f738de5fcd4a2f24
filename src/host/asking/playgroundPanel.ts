// The panel of the playground: what a run makes of a text.
import * as vscode from 'vscode';
import { can } from '../../protocol/ability';
import type { PlaygroundContract, PlaygroundReply } from '../../protocol/playgroundView';
import { requireTrust } from '../editor/trust';
import type { QuestionPanelParts } from './questionPanels';
import { isName, isRunQuestion, LONGEST_TEXT } from './question';
import { openChanged, type QuestionPanelOptions } from './attentionPanel';
import { integer, object, oneOf, text } from '../views/requestChecks';
import { openViewPanel, viewIcon } from '../views/viewPanel';

type Make = PlaygroundContract['calls']['make']['request'];

export interface PlaygroundPanelOptions extends QuestionPanelOptions {
  open(view: 'attention' | 'beam', run: string, text: string): Promise<void>;
}

export function openPlaygroundPanel(
  { panel, key, life, question }: QuestionPanelParts,
  { extensionUri, working, open }: PlaygroundPanelOptions,
): { changed(): void } {
  panel.title = vscode.l10n.t('Playground');
  panel.iconPath = viewIcon(extensionUri);

  async function make({ run, text: asked, alternatives }: Make, signal: AbortSignal): Promise<PlaygroundReply> {
    requireTrust();
    const { folder, record } = (await question.entry(run)).summary;
    const began = performance.now();
    const some = can(record, 'write') && alternatives > 1;
    const decoding = some ? { beam: Math.max(5, alternatives), nBest: alternatives } : undefined;
    const request = { folder, texts: [asked], explain: can(record, 'explain'), decoding };
    const { answers } = await working.call('ask', request, { signal });
    return { answer: answers[0], seconds: (performance.now() - began) / 1000 };
  }

  return {
    changed: openChanged(
      openViewPanel<PlaygroundContract>({
        view: 'playground',
        ...{ extensionUri, panel, life, key },
        requests: {
          keep: isRunQuestion,
          make: object<Make>({ run: isName, text: text(LONGEST_TEXT), alternatives: integer(1, 20) }),
          open: object({ view: oneOf('attention', 'beam'), run: isName, text: text(LONGEST_TEXT) }),
        },
        answers: {
          keep: (asked) => (question.keep(asked), {}),
          make: (asked, { signal }) => make(asked, signal),
          open: async ({ view, run, text: asked }) => (await open(view, run, asked), {}),
        },
        state: { notice: () => undefined, question: () => question.offered },
      }),
    ),
  };
}
