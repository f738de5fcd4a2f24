// The commands about runs as they lie in their folders.
import * as vscode from 'vscode';
import type { Commands } from '../commands/command';
import { all, IN_FOLDER } from '../commands/when';
import type { SharedEngine } from '../engine/sharedEngine';
import type { DeletedRuns } from './deletedRuns';
import { ON_RUNS_VIEW, onRun, onRuns } from './menus';
import { pickRun, pickRuns, type RunArgument } from './pickRun';
import { isRunning } from './runEntry';
import { CLICKED } from './runsTree';
import type { RunPanels } from './runView';
import type { Runs } from './runs';
import { type Log } from '../editor/shown/log';

export interface RunsCommandParts {
  working: SharedEngine;
  runs: Runs;
  views: { run: RunPanels };
  deletedRuns: DeletedRuns;
  log: Log;
}

const isClick = (how: unknown): boolean => typeof how === 'object' && how !== null && 'preview' in how;

const CAN_RESTORE = 'nlpLab.canRestore';

export const runsCommands: Commands<RunsCommandParts> = {
  openRun: {
    title: 'Open Run',
    icon: 'graph-line',
    palette: IN_FOLDER,
    menus: {
      'view/item/context': [
        { when: onRuns(), group: 'inline@1' },
        { when: onRun(), group: '1_open@1' },
      ],
    },
    /** The tree says that it was a click; its menus hand over other things there. */
    run: async ({ runs, views }, run?: RunArgument, how?: unknown) => {
      const entry = await pickRun(runs, run, () => true);
      if (entry) await views.run.show({ folder: entry.summary.folder }, isClick(how) ? CLICKED : {});
    },
  },
  showRunFolder: {
    title: 'Show Run Folder',
    icon: 'folder-opened',
    palette: IN_FOLDER,
    menus: { 'view/item/context': { when: onRun(), group: '1_open@2' } },
    run: async ({ runs }, run?: RunArgument) => {
      const entry = await pickRun(runs, run, () => true);
      if (!entry) return;
      const uri = vscode.Uri.file(entry.summary.folder);
      const inWorkspace = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
      await vscode.commands.executeCommand(inWorkspace ? 'revealInExplorer' : 'revealFileInOS', uri);
    },
  },
  /** The selected lines of the tree. */
  deleteRun: {
    title: 'Delete Run',
    icon: 'trash',
    needsTrust: true,
    palette: IN_FOLDER,
    menus: {
      'view/item/context': [
        { when: onRuns('ended'), group: 'inline@3' },
        { when: onRuns('ended'), group: '9_delete@1' },
      ],
    },
    run: async ({ runs, deletedRuns }, run?: RunArgument, selected?: unknown) => {
      const entries = await pickRuns(runs, run, selected, (candidate) => !isRunning(candidate));
      if (entries.length > 0) await deletedRuns.delete(entries.map(({ summary }) => summary.folder));
    },
  },
  restoreRun: {
    title: 'Restore Deleted Run',
    icon: 'discard',
    needsTrust: true,
    palette: CAN_RESTORE,
    menus: { 'view/title': { when: all(ON_RUNS_VIEW, CAN_RESTORE), group: '1_runs@1' } },
    run: ({ deletedRuns }) => deletedRuns.restore(),
  },
  /** @param given the folder; else one is asked for */
  importRun: {
    title: 'Import Run',
    icon: 'cloud-download',
    needsTrust: true,
    palette: IN_FOLDER,
    menus: { 'view/title': { when: ON_RUNS_VIEW, group: '1_runs@2' } },
    run: async (parts, given?: unknown) => {
      const { importRuns } = await import('./importRuns');
      return importRuns(parts, given instanceof vscode.Uri ? given : undefined);
    },
  },
  showLog: {
    title: 'Show Log',
    icon: 'output',
    menus: { 'view/title': { when: ON_RUNS_VIEW, group: '2_log@1' } },
    run: ({ log }) => log.show(),
  },
};
