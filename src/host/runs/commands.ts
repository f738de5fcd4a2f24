// The commands about runs as they lie in their folders.
import * as vscode from 'vscode';
import { toTranslate } from '../../protocol/toTranslate';
import type { Command, Commands } from '../commands/command';
import { all, IN_FOLDER } from '../commands/when';
import type * as About from './aboutRuns';
import type { SharedEngine } from '../engine/sharedEngine';
import type { Arranging } from './arranging';
import type { DeletedRuns } from './deletedRuns';
import { ON_RUNS_VIEW, onRun, onRuns, onRunsWithout, someRun } from './menus';
import { pickRun, pickRuns, type RunArgument } from './pickRun';
import { isRunning, type RunEntry } from './runEntry';
import { CLICKED } from './runNodes';
import type { RunsTree } from './runsTree';
import type { RunPanels } from './runView';
import type { Runs } from './runs';
import { type Log } from '../editor/shown/log';

export interface RunsCommandParts {
  working: SharedEngine;
  runs: Runs;
  reading: SharedEngine;
  tree: RunsTree;
  arranging: Arranging;
  views: { run: RunPanels };
  /** Loaded when something is deleted or restored. */
  deletedRuns(): Promise<DeletedRuns>;
  log: Log;
}

const isClick = (how: unknown): boolean => typeof how === 'object' && how !== null && 'preview' in how;

const CAN_RESTORE = 'nlpLab.canRestore';
const IS_FILTERED = 'nlpLab.runsFiltered';
const FOCUSED = 'focusedView == nlpLab.runs';

const anyRun: (entry: RunEntry) => boolean = () => true;
/** The selected lines of the tree, or the run that a person picks. */
const meant = ({ runs }: RunsCommandParts, run: unknown, selected: unknown, fits = anyRun): Promise<RunEntry[]> =>
  pickRuns(runs, run, selected, fits);

/** What a person says of runs; of the selected lines of the tree. */
const saying = (
  command: Pick<Command<RunsCommandParts>, 'title' | 'about' | 'icon' | 'menus' | 'key'>,
  say: (about: typeof About, parts: RunsCommandParts, entries: RunEntry[]) => Promise<void>,
): Command<RunsCommandParts> => ({
  ...command,
  needsTrust: true,
  palette: someRun(),
  run: async (parts, run?: RunArgument, selected?: unknown) => {
    const about = await import('./aboutRuns');
    const chosen = run === undefined && command.key ? parts.tree.selection() : []; // a key gives nothing
    await say(about, parts, await meant(parts, run ?? chosen.at(0), selected ?? chosen));
  },
});

export const runsCommands: Commands<RunsCommandParts> = {
  openRun: {
    title: 'Open Run',
    about: toTranslate('Shows curves, figures and the report of the run.'),
    icon: 'graph-line',
    palette: someRun(),
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
    about: toTranslate("Opens the folder with the run's files."),
    icon: 'folder-opened',
    palette: someRun(),
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
    about: toTranslate('Moves the run out of the list; it can be restored.'),
    icon: 'trash',
    needsTrust: true,
    palette: someRun('ended'),
    menus: {
      'view/item/context': [
        { when: onRuns('ended'), group: 'inline@3' },
        { when: onRuns('ended'), group: '9_delete@1' },
      ],
    },
    run: async ({ runs, deletedRuns }, run?: RunArgument, selected?: unknown) => {
      const entries = await pickRuns(runs, run, selected, (candidate) => !isRunning(candidate));
      if (entries.length > 0) await (await deletedRuns()).delete(entries.map(({ summary }) => summary.folder));
    },
  },
  starRun: saying(
    {
      title: 'Star Run',
      about: toTranslate('Marks the run with a star.'),
      icon: 'star-empty',
      menus: {
        'view/item/context': [
          { when: onRunsWithout('starred'), group: 'inline@4' },
          { when: onRunsWithout('starred'), group: '5_about@1' },
        ],
      },
    },
    (about, parts, entries) => about.setStar(parts, entries, true),
  ),
  unstarRun: saying(
    {
      title: 'Unstar Run',
      about: toTranslate('Takes the star away.'),
      icon: 'star-full',
      menus: {
        'view/item/context': [
          { when: onRuns('starred'), group: 'inline@4' },
          { when: onRuns('starred'), group: '5_about@1' },
        ],
      },
    },
    (about, parts, entries) => about.setStar(parts, entries, false),
  ),
  addRunTag: saying(
    {
      title: 'Add Tag to Run',
      about: toTranslate('Gives the run a word of your own to find it by.'),
      icon: 'tag',
      menus: { 'view/item/context': { when: onRuns(), group: '5_about@2' } },
    },
    (about, parts, entries) => about.addTag(parts, entries),
  ),
  removeRunTag: saying(
    {
      title: 'Remove Tag from Run',
      about: toTranslate('Takes such a word away.'),
      menus: { 'view/item/context': { when: onRuns('tagged'), group: '5_about@3' } },
    },
    (about, parts, entries) => about.removeTags(parts, entries),
  ),
  renameRun: saying(
    {
      title: 'Rename Run',
      about: toTranslate('Calls the run something else in all lists.'),
      icon: 'edit',
      key: { key: 'F2', when: FOCUSED },
      menus: { 'view/item/context': { when: onRuns(), group: '5_about@4' } },
    },
    (about, parts, entries) => about.rename(parts, entries),
  ),
  editRunNote: saying(
    {
      title: 'Edit Note on Run',
      about: toTranslate('Writes down what you want to remember of the run.'),
      icon: 'note',
      menus: { 'view/item/context': { when: onRuns(), group: '5_about@5' } },
    },
    (about, parts, entries) => about.editNote(parts, entries),
  ),
  archiveRun: saying(
    {
      title: 'Archive Run',
      about: toTranslate('Takes the run out of the lists and keeps it on the disk.'),
      icon: 'archive',
      menus: { 'view/item/context': { when: onRunsWithout('archived'), group: '5_about@6' } },
    },
    (about, parts, entries) => about.setArchived(parts, entries, true),
  ),
  unarchiveRun: saying(
    {
      title: 'Bring Run Back from Archive',
      about: toTranslate('Shows the run in the lists again.'),
      menus: { 'view/item/context': { when: onRuns('archived'), group: '5_about@6' } },
    },
    (about, parts, entries) => about.setArchived(parts, entries, false),
  ),
  groupRuns: {
    title: 'Group Runs',
    icon: 'list-tree',
    palette: IN_FOLDER,
    menus: { 'view/title': { when: all(ON_RUNS_VIEW, IN_FOLDER), group: '3_list@1' } },
    run: async ({ arranging }) => (await import('./arrangeCommands')).chooseGrouping(arranging),
  },
  sortRuns: {
    title: 'Sort Runs',
    icon: 'list-ordered',
    palette: IN_FOLDER,
    menus: { 'view/title': { when: all(ON_RUNS_VIEW, IN_FOLDER), group: '3_list@2' } },
    run: async ({ arranging }) => (await import('./arrangeCommands')).chooseOrder(arranging),
  },
  filterRuns: {
    title: 'Filter Runs',
    icon: 'filter',
    palette: IN_FOLDER,
    menus: { 'view/title': { when: all(ON_RUNS_VIEW, IN_FOLDER), group: 'navigation@2' } },
    run: async ({ arranging }) => (await import('./arrangeCommands')).typeFilter(arranging),
  },
  clearRunsFilter: {
    title: 'Clear Filter of Runs',
    icon: 'clear-all',
    palette: IS_FILTERED,
    menus: { 'view/title': { when: all(ON_RUNS_VIEW, IS_FILTERED), group: 'navigation@3' } },
    run: ({ arranging }) => arranging.change({ filter: '' }),
  },
  /** Of a section of the tree, whose last line asks for it. */
  showMoreRuns: {
    title: 'Show More Runs',
    palette: 'false',
    run: ({ tree }, section?: unknown) => {
      if (typeof section === 'string') tree.showMore(section);
    },
  },
  restoreRun: {
    title: 'Restore Deleted Run',
    about: toTranslate('Brings back a run that was deleted.'),
    icon: 'discard',
    needsTrust: true,
    palette: CAN_RESTORE,
    menus: { 'view/title': { when: all(ON_RUNS_VIEW, CAN_RESTORE), group: '1_runs@1' } },
    run: async ({ deletedRuns }) => (await deletedRuns()).restore(),
  },
  /** @param given the folder or archive; else one is asked for */
  importRun: {
    title: 'Import Run',
    about: toTranslate('Brings in a run from another folder or a zip archive.'),
    icon: 'cloud-download',
    needsTrust: true,
    palette: IN_FOLDER,
    menus: { 'view/title': { when: ON_RUNS_VIEW, group: '1_runs@2' } },
    run: async (parts, given?: unknown) => {
      const { importRuns } = await import('./importRuns');
      return importRuns(parts, given instanceof vscode.Uri ? given : undefined);
    },
  },
  /** Of the selected lines of the tree, or of all runs. */
  cleanRuns: {
    title: 'Clean Up Runs',
    about: toTranslate('Says what runs take on the disk and takes out what is not needed.'),
    icon: 'clear-all',
    needsTrust: true,
    palette: someRun('ended'),
    menus: {
      'view/title': { when: all(ON_RUNS_VIEW, IN_FOLDER), group: '1_runs@3' },
      'view/item/context': { when: onRuns('ended'), group: '9_delete@2' },
    },
    run: async (parts, run?: RunArgument, selected?: unknown) => {
      const { cleanRuns } = await import('./cleanRuns');
      return cleanRuns(parts, run === undefined ? [] : await meant(parts, run, selected));
    },
  },
  /** Of the selected lines of the tree, or of the run that is picked. */
  exportRunAsZip: {
    title: 'Export Run as Zip',
    about: toTranslate('Writes the run into one file that can be imported elsewhere.'),
    icon: 'file-zip',
    needsTrust: true,
    palette: someRun('ended'),
    menus: { 'view/item/context': { when: onRuns('ended'), group: '7_export@1' } },
    run: async (parts, run?: RunArgument, selected?: unknown) => {
      const entries = await meant(parts, run, selected, (candidate) => !isRunning(candidate));
      const { exportAsZip } = await import('./exportAsZip');
      return exportAsZip(parts, entries);
    },
  },
  showLog: {
    title: 'Show Log',
    icon: 'output',
    menus: { 'view/title': { when: ON_RUNS_VIEW, group: '2_log@1' } },
    run: ({ log }) => log.show(),
  },
};
