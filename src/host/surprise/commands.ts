// The commands about how surprising the text in front is.
import * as vscode from 'vscode';
import { toTranslate } from '../../protocol/toTranslate';
import type { Commands } from '../commands/command';
import { all, IN_EDITOR, TEXT } from '../commands/when';
import { beside } from '../editor/beside';
import { tellBriefly } from '../editor/shown/messages';
import { pick } from '../editor/shown/picks';
import { goTo, requireDrawn, requireEditor } from '../editor/textInFront';
import { pickRun } from '../runs/pickRun';
import { runId } from '../runs/runEntry';
import type { Runs } from '../runs/runs';
import { CAN_SCORE, scores } from './scorers';
import type { ShownSurprise } from './shownSurprise';
import type { SurprisedEditors } from './surprisedEditors';
import { HAS_SURPRISE } from './surpriseLegend';
import { figuresText, passageItem, passageText } from './surpriseText';

export interface SurpriseCommandParts {
  runs: Runs;
  surprised: SurprisedEditors;
  memory: vscode.Memento;
}

const IN_SURPRISED = all('editorTextFocus', HAS_SURPRISE);

const TOLD_MS = 5000;

/** Where it is kept which run was asked last. */
const LAST_RUN = 'surpriseRun';

export const surpriseCommands: Commands<SurpriseCommandParts> = {
  /** The selection, where there is one. Other extensions may name the run; answers with the figures. */
  showSurprise: {
    title: 'Show Surprise in Editor',
    about: toTranslate('Colours each token by how surprising it is to a language model.'),
    icon: 'flame',
    needsTrust: true,
    palette: all(IN_EDITOR, CAN_SCORE),
    menus: {
      'editor/context': { when: all(TEXT, CAN_SCORE), group: '4_nlpLab@6.4' },
    },
    run: async ({ runs, surprised, memory }, run?: unknown) => {
      const { document, selection } = requireEditor();
      const given = typeof run === 'string' ? run : undefined;
      const entry = await pickRun(runs, given, scores, { takeOnlyOne: true, last: memory.get<string>(LAST_RUN) });
      if (!entry) return undefined;
      await memory.update(LAST_RUN, runId(entry.summary.folder));
      const range = selection.isEmpty ? undefined : selection;
      const text = { text: document.getText(range), start: range ? document.offsetAt(range.start) : 0 };
      const { reply } = await surprised.score(document, entry, text);
      tellBriefly(figuresText(reply), TOLD_MS);
      return reply.figures;
    },
  },
  nextSurprisingPassage: {
    title: 'Next Surprising Passage',
    palette: HAS_SURPRISE,
    key: { key: 'alt+f6', when: IN_SURPRISED },
    run: ({ surprised }) => move(surprised, 1),
  },
  previousSurprisingPassage: {
    title: 'Previous Surprising Passage',
    palette: HAS_SURPRISE,
    key: { key: 'shift+alt+f6', when: IN_SURPRISED },
    run: ({ surprised }) => move(surprised, -1),
  },
  /** Leads to the one that is picked. */
  listSurprisingPassages: {
    title: 'List Surprising Passages',
    icon: 'list-ordered',
    palette: HAS_SURPRISE,
    run: async ({ surprised }) => {
      const [editor, { placed }] = requireSurprise(surprised);
      const items = placed.passages.map((passage) => ({ ...passageItem(editor.document, passage), passage }));
      if (items.length === 0) return tellBriefly(vscode.l10n.t('No surprising passages.'), TOLD_MS);
      const options = { title: vscode.l10n.t('The most surprising passages'), matchOnDetail: true };
      const picked = await pick(items, options);
      if (picked)
        goTo(await vscode.window.showTextDocument(editor.document, { viewColumn: editor.viewColumn }), picked.passage);
    },
  },
  clearSurprise: {
    title: 'Clear Surprise',
    about: toTranslate('Takes these colours away.'),
    icon: 'clear-all',
    palette: HAS_SURPRISE,
    menus: { 'editor/context': { when: HAS_SURPRISE, group: '4_nlpLab@6.5' } },
    run: ({ surprised }) => surprised.clear(requireSurprise(surprised)[0].document),
  },
  /** What a click on the legend offers. */
  showSurpriseActions: {
    title: 'Surprise of Active File',
    needsTrust: true,
    palette: HAS_SURPRISE,
    run: async ({ surprised }) => {
      const [, { reply, run }] = requireSurprise(surprised);
      const command = (name: string, ...given: string[]) => (): unknown => vscode.commands.executeCommand(`nlpLab.${name}`, ...given); // prettier-ignore
      const items = [
        { icon: 'list-ordered', label: vscode.l10n.t('The most surprising passages'), act: command('listSurprisingPassages') }, // prettier-ignore
        { icon: 'arrow-down', label: vscode.l10n.t('Next surprising passage'), act: command('nextSurprisingPassage') },
        { icon: 'arrow-up', label: vscode.l10n.t('Previous surprising passage'), act: command('previousSurprisingPassage') }, // prettier-ignore
        { icon: 'refresh', label: vscode.l10n.t('Score again'), act: command('showSurprise', runId(run.folder)) },
        { icon: 'flame', label: vscode.l10n.t('Score with another run'), act: command('showSurprise') },
        { icon: 'clear-all', label: vscode.l10n.t('Clear'), act: command('clearSurprise') },
      ];
      await (await pick(items, { title: `${run.name}: ${figuresText(reply)}` }))?.act();
    },
  },
};

const requireSurprise = (surprised: SurprisedEditors): [vscode.TextEditor, ShownSurprise] =>
  requireDrawn(surprised, vscode.l10n.t('Show the surprise of the text first.'));

function move(surprised: SurprisedEditors, step: 1 | -1): void {
  const [editor, { placed }] = requireSurprise(surprised);
  const inOrder = [...placed.passages].sort((a, b) => a.start - b.start);
  const passage = beside(inOrder, editor.document.offsetAt(editor.selection.start), step);
  if (!passage) return tellBriefly(vscode.l10n.t('No surprising passages.'), TOLD_MS);
  goTo(editor, passage);
  tellBriefly(passageText(passage), TOLD_MS);
}
