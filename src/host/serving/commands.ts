// The commands that serve runs, and what can be done while some are served.
import * as vscode from 'vscode';
import { toTranslate } from '../../protocol/toTranslate';
import type { Commands } from '../commands/command';
import { pick } from '../editor/shown/picks';
import { onRuns, someRun } from '../runs/menus';
import { pickRuns, type RunArgument } from '../runs/pickRun';
import { canNow, type RunEntry } from '../runs/runEntry';
import type { Runs } from '../runs/runs';
import type { Serving } from './serving';

export interface ServingCommandParts {
  runs: Runs;
  serving: Serving;
}

const ASKED = ['label', 'number', 'tag', 'write', 'fill', 'continue', 'embed'] as const;
const IS_SERVING = 'nlpLab.serving';

const canServe = (entry: RunEntry): boolean => canNow(entry, ...ASKED);

export const servingCommands: Commands<ServingCommandParts> = {
  /** The selected lines of the tree, in place of what was served. */
  serveRun: {
    title: 'Serve Run',
    about: toTranslate('Answers programs on this computer over HTTP with the model.'),
    icon: 'broadcast',
    needsTrust: true,
    palette: someRun('usable', `(${ASKED.join('|')})`),
    menus: { 'view/item/context': { when: onRuns('usable', `(${ASKED.join('|')})`), group: '3_use@9' } },
    run: async ({ runs, serving }, run?: RunArgument, selected?: unknown) => {
      const entries = await pickRuns(runs, run, selected, canServe);
      if (entries.length === 0) return undefined;
      const { serveRuns } = await import('./serveRuns');
      await serveRuns(serving, entries.map(({ summary }) => summary.folder)); // prettier-ignore
      return serving.now?.address;
    },
  },
  stopServing: {
    title: 'Stop Serving',
    icon: 'debug-stop',
    palette: IS_SERVING,
    run: ({ serving }) => serving.stop(),
  },
  /** What a click on the status bar offers. */
  showServiceActions: {
    title: 'Service of Runs',
    palette: IS_SERVING,
    run: async ({ serving }) => {
      const { now } = serving;
      if (!now) return;
      const { openPage, copyCurl } = await import('./serveRuns');
      const items = [
        { icon: 'globe', label: vscode.l10n.t('Open the page to try it'), act: () => openPage(serving) },
        { icon: 'copy', label: vscode.l10n.t('Copy the address'), act: () => vscode.env.clipboard.writeText(now.address) }, // prettier-ignore
        { icon: 'terminal', label: vscode.l10n.t('Copy as curl'), act: () => copyCurl(serving) },
        { icon: 'output', label: vscode.l10n.t('Show the log'), act: () => now.log.show() },
        { icon: 'debug-stop', label: vscode.l10n.t('Stop serving'), act: () => serving.stop() },
      ];
      await (await pick(items, { title: vscode.l10n.t('Served at {0}', now.address) }))?.act();
    },
  },
};
