// The panel of the playground: what a run makes of a text, by the call that its task has.
import * as vscode from 'vscode';
import type { PlaygroundContract, PlaygroundReply } from '../../protocol/playgroundView';
import { isExplainable } from '../../protocol/explanation';
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
    const seconds = (): number => (performance.now() - began) / 1000;
    if (record.task !== 'sequence-to-sequence') {
      const request = { folder, texts: [asked], explain: isExplainable(record.modelType) };
      const { predictions } = await working.call('predict', request, { signal });
      return { kind: 'label', prediction: predictions[0], seconds: seconds() };
    }
    const decoding = alternatives === 1 ? undefined : { beam: Math.max(5, alternatives), nBest: alternatives };
    const { translations } = await working.call(
      'translate',
      { folder, texts: [asked], ...(decoding ? { decoding } : {}) },
      { signal },
    );
    return { kind: 'outputs', translation: translations[0], seconds: seconds() };
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
