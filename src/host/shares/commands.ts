// The commands about the shares of tokens in the text in front.
import * as vscode from 'vscode';
import { LabError } from '../../protocol/labError';
import { toTranslate } from '../../protocol/toTranslate';
import type { Commands } from '../commands/command';
import { all, IN_EDITOR, TEXT } from '../commands/when';
import { pick, pickText } from '../editor/shown/picks';
import { tellBriefly } from '../editor/shown/messages';
import { requireDrawn, requireEditor } from '../editor/textInFront';
import { pickRun, requireRun } from '../runs/pickRun';
import { canNow, runId } from '../runs/runEntry';
import type { Runs } from '../runs/runs';
import type { ExplainedEditors, ExplainingChoice, ShownShares } from './explainedEditors';
import { CAN_EXPLAIN, explains } from './explainers';
import { HAS_SHARES } from './sharesLegend';
import { answerText, methodName, scoreFacts } from './sharesText';
import { textToExplain } from './textToExplain';

export interface ShareCommandParts {
  runs: Runs;
  explained: ExplainedEditors;
}

const TOLD_MS = 5000;

export const shareCommands: Commands<ShareCommandParts> = {
  /** The selection, where there is one. Other extensions may name the run; answers with the shares by token. */
  explainActiveFile: {
    title: 'Explain Active File or Selection',
    about: toTranslate('Colours the words by their share in the answer of a model.'),
    icon: 'lightbulb',
    needsTrust: true,
    palette: all(IN_EDITOR, CAN_EXPLAIN),
    menus: { 'editor/context': { when: all(TEXT, CAN_EXPLAIN), group: '4_nlpLab@6.2' } },
    run: async ({ runs, explained }, run?: unknown) => {
      const editor = requireEditor();
      const entry = await pickRun(runs, typeof run === 'string' ? run : undefined, explains, { takeOnlyOne: true });
      if (!entry) return undefined;
      const text = textToExplain(editor, { ofToken: canNow(entry, 'tag') });
      if (!text) throw new LabError('INVALID_DATA', vscode.l10n.t('There is no text in this file.'));
      const shown = await explained.explain(editor.document, entry, text);
      tellBriefly([answerText(shown.reply), ...scoreFacts(shown.reply)].join(' · '), TOLD_MS);
      return shown.reply.tokens.map(({ token, share }) => ({ token, share }));
    },
  },
  clearExplanation: {
    title: 'Clear Explanation',
    about: toTranslate('Takes these colours away.'),
    icon: 'clear-all',
    palette: HAS_SHARES,
    menus: { 'editor/context': { when: HAS_SHARES, group: '4_nlpLab@6.3' } },
    run: ({ explained }) => explained.clear(requireShares(explained)[0].document),
  },
  /** What a click on the legend offers. */
  showShareActions: {
    title: 'Explanation of Active File',
    needsTrust: true,
    palette: HAS_SHARES,
    run: async ({ runs, explained }) => {
      const [editor, shown] = requireShares(explained);
      const { reply, run, asked } = shown;
      const inPlayground = () => vscode.commands.executeCommand('nlpLab.openPlayground', runId(run.folder), asked);
      const again = (choice: ExplainingChoice) => explainAgain(runs, explained, editor, shown, choice);
      const methods = reply.methods.map((method) => ({
        ...{ icon: method === reply.method ? 'check' : 'lightbulb', label: methodName(method) },
        act: () => again({ method, target: reply.target, token: reply.token }),
      }));
      const others = reply.targets.length > 1 ? [{ icon: 'list-selection', label: vscode.l10n.t('Of another label'), act: () => ofAnother(reply.targets, again, shown) }] : []; // prettier-ignore
      const items = [
        ...[...methods, ...others],
        { icon: 'comment-discussion', label: vscode.l10n.t('Open in Playground'), act: inPlayground },
        { icon: 'clear-all', label: vscode.l10n.t('Clear'), act: () => explained.clear(editor.document) },
      ];
      await (await pick<(typeof items)[number]>(items, { title: answerText(reply) }))?.act();
    },
  },
};

async function ofAnother(
  targets: readonly string[],
  again: (choice: ExplainingChoice) => Promise<void>,
  { reply: { method, token } }: ShownShares,
): Promise<void> {
  const target = await pickText(targets, { title: vscode.l10n.t('Whose score is shared out?') });
  if (target !== undefined) await again({ method, target, token });
}

/** What is explained already, in another way. */
async function explainAgain(
  runs: Runs,
  explained: ExplainedEditors,
  { document }: vscode.TextEditor,
  { run, shares, asked }: ShownShares,
  choice: ExplainingChoice,
): Promise<void> {
  if (shares.start === undefined)
    throw new LabError('NOT_FOUND', vscode.l10n.t('The explained text has changed. Explain it anew.'));
  const entry = await requireRun(runs, runId(run.folder));
  await explained.explain(document, entry, { text: asked, start: shares.start }, choice);
}

const requireShares = (explained: ExplainedEditors): [vscode.TextEditor, ShownShares] =>
  requireDrawn(explained, vscode.l10n.t('Explain the text first.'));
