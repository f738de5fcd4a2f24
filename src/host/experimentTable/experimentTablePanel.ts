// The panel of all runs: the page has the rows, the engine reads what they are made of.
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { ExperimentTableContract, SavedColumn } from '../../protocol/experimentTableView';
import { fileNameOf } from '../../protocol/saveFile';
import { saveDialog } from '../editor/shown/dialogs';
import { setTitle } from '../editor/shown/items';
import type { Log } from '../editor/shown/log';
import { tellBriefly } from '../editor/shown/messages';
import type { SharedEngine } from '../engine/sharedEngine';
import type { RunEntry } from '../runs/runEntry';
import { runId } from '../runs/runEntry';
import type { Runs } from '../runs/runs';
import type { Opening } from '../views/defineView';
import { ShownWork } from '../views/shownWork';
import type { Answers, ViewPanel } from '../views/viewPanel';
import { FollowedRows } from './followedRows';

export interface ExperimentTableNeeds {
  memory: vscode.Memento;
  reading: SharedEngine;
  runs: Runs;
  log: Log;
}

/** All runs of the window. */
export type ExperimentTableSource = Record<string, never>;

type TableOpening = Opening<ExperimentTableContract, ExperimentTableSource>;

const TOLD_MS = 5000;

export const openExperimentTable = (opening: TableOpening, needs: ExperimentTableNeeds): ExperimentTablePanel =>
  new ExperimentTablePanel(opening, needs);

export class ExperimentTablePanel {
  readonly panel: vscode.WebviewPanel;
  private readonly view: ViewPanel<ExperimentTableContract>;
  private readonly work: ShownWork;
  private readonly rows: FollowedRows;

  constructor(
    { panel, life, connect }: TableOpening,
    private readonly needs: ExperimentTableNeeds,
  ) {
    const { reading, runs, log } = needs;
    this.panel = panel;
    this.rows = new FollowedRows({
      engine: reading,
      entries: () => runs.all,
      at: (folder) => runs.at(folder),
      told: () => this.view.changed('version'),
    });
    this.work = new ShownWork({
      onNotice: () => this.view.changed('notice'),
      cancelled: vscode.l10n.t('The reading was cancelled.'),
      log,
    });
    setTitle(panel, vscode.l10n.t('Experiments'));
    life.add({ dispose: () => this.work.stop() });
    life.add(this.rows);
    life.add(runs.onDidChange((folder) => this.follow(folder)));
    this.view = connect(this.answers(), {
      notice: () => this.work.notice,
      version: () => ({ version: this.rows.version }),
    });
    this.work.start(vscode.l10n.t('Reading the runs'), async () => {
      await runs.ready();
      await this.rows.follow();
      return () => this.view.changed('notice', 'version');
    });
  }

  /** How many runs the table has, once they are read. */
  async settled(): Promise<number> {
    await this.work.settled;
    return this.rows.since(-1).whole?.ids.length ?? 0;
  }

  private follow(folder: string | undefined): void {
    this.rows.follow(folder).catch((error: unknown) => this.needs.log.error(String(error)));
  }

  private answers(): Answers<ExperimentTableContract> {
    const { reading } = this.needs;
    const onRuns = (command: string, folders: readonly string[]): Thenable<unknown> =>
      vscode.commands.executeCommand(`nlpLab.${command}`, folders[0] && runId(folders[0]), folders.map(runId));
    return {
      rows: ({ since }) => this.rows.since(since),
      open: async ({ id }) => (await vscode.commands.executeCommand('nlpLab.openRun', id), {}),
      compare: async ({ ids }) => (await onRuns('compareRuns', this.foldersOf(ids)), {}),
      delete: async ({ ids }) => (await onRuns('deleteRun', this.foldersOf(ids)), {}),
      star: async ({ ids, isStarred }) => (await onRuns(isStarred ? 'starRun' : 'unstarRun', this.foldersOf(ids)), {}),
      tag: async ({ ids }) => (await onRuns('addRunTag', this.foldersOf(ids)), {}),
      untag: async ({ ids }) => (await onRuns('removeRunTag', this.foldersOf(ids)), {}),
      figures: ({ ids }) => reading.call('loggedFigures', { folders: this.foldersOf(ids) }),
      curves: async ({ ids, key }, { signal }) => {
        const { curves } = await reading.call('loggedCurves', { folders: this.foldersOf(ids), key }, { signal });
        return { curves: curves.map(({ folder, ...curve }) => ({ id: runId(folder), ...curve })) };
      },
      atStep: async ({ ids, key, step }, { signal }) => {
        const entries = ids.map((id) => this.entryOf(id)?.summary.folder ?? '');
        return reading.call('figuresAt', { folders: entries, key, step }, { signal });
      },
      saveParquet: ({ name, columns }) => saveParquet(name, columns),
    };
  }

  private entryOf(id: string): RunEntry | undefined {
    return this.needs.runs.all.find(({ summary }) => runId(summary.folder) === id);
  }

  private foldersOf(ids: readonly string[]): string[] {
    const wanted = new Set(ids);
    return this.needs.runs.all.map(({ summary }) => summary.folder).filter((folder) => wanted.has(runId(folder)));
  }
}

async function saveParquet(name: string, columns: readonly SavedColumn[]): Promise<{ saved: boolean }> {
  const fileName = fileNameOf(name, 'parquet');
  const beside = vscode.workspace.workspaceFolders?.at(0)?.uri;
  const place = await saveDialog({
    ...(beside ? { defaultUri: vscode.Uri.joinPath(beside, fileName) } : {}),
    filters: { Parquet: ['parquet'] },
    title: vscode.l10n.t('Save {0}', fileName),
  });
  if (!place) return { saved: false };
  const { parquetBytes } = await import('./parquetBytes');
  await vscode.workspace.fs.writeFile(place, parquetBytes(columns));
  tellBriefly(vscode.l10n.t('Saved {0}', path.basename(place.path)), TOLD_MS);
  return { saved: true };
}
