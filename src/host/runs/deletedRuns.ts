// Deleting runs, and taking that back: the same whether a command or the tree asks for it.
import * as vscode from 'vscode';
import { LabError } from '../../protocol/labError';
import { runsFolders } from '../editor/settings';
import { requireTrust } from '../editor/trust';
import { isRunning, nameOf, runId } from './runEntry';
import { closeRun, type RunPanels } from './runView';
import type { Runs } from './runs';
import { moveToTrash, restoreFromTrash, type TrashedRun, trashedRuns } from './runTrash';
import { type Log } from '../editor/shown/log';
import { tell } from '../editor/shown/messages';
import { pick } from '../editor/shown/picks';

export interface DeletedRunsOptions {
  runs: Runs;
  views: { run: RunPanels };
  log: Log;
}

export class DeletedRuns {
  constructor(private readonly options: DeletedRunsOptions) {}

  /** Moves runs aside and offers to take that back; afterwards they go to the system's trash, where there is one. */
  async delete(folders: readonly string[]): Promise<TrashedRun[]> {
    requireTrust(vscode.l10n.t('Trust this folder to use and change its runs.'));
    const { runs, views } = this.options;
    const entries = folders.map((folder) => runs.at(folder));
    if (entries.some((entry) => entry && isRunning(entry)))
      throw new LabError('BUSY', vscode.l10n.t('Stop the run before you delete it.'));
    if (entries.some((entry) => entry?.queued !== undefined))
      throw new LabError('BUSY', vscode.l10n.t('Remove the run from the queue before you delete it.'));
    const trashed: TrashedRun[] = [];
    try {
      for (const folder of folders) {
        closeRun(views.run, folder);
        trashed.push(await moveToTrash(folder));
      }
    } finally {
      await runs.refresh();
      if (trashed.length > 0) this.offerUndo(trashed, entries[0] ? nameOf(entries[0]) : runId(folders[0]));
    }
    return trashed;
  }

  private offerUndo(trashed: readonly TrashedRun[], name: string): void {
    const undo = vscode.l10n.t('Undo');
    const message =
      trashed.length === 1
        ? vscode.l10n.t('Deleted the run {0}.', name)
        : vscode.l10n.t('Deleted {0} runs.', trashed.length);
    void tell.information(message, undo).then(async (choice) => {
      for (const one of trashed) await (choice === undo ? this.restore(one) : this.handOver(one));
    });
  }

  async restore(trashed?: TrashedRun): Promise<void> {
    const chosen = trashed ?? (await this.chooseTrashed());
    if (!chosen) return;
    await restoreFromTrash(chosen);
    await this.options.runs.refresh();
  }

  private async handOver({ folder }: TrashedRun): Promise<void> {
    try {
      await vscode.workspace.fs.delete(vscode.Uri.file(folder), { recursive: true, useTrash: true });
    } catch {
      this.options.log.info(vscode.l10n.t('There is no system trash here: the run stays in {0}.', folder));
    }
    await this.options.runs.refresh();
  }

  private async chooseTrashed(): Promise<TrashedRun | undefined> {
    const all = (await Promise.all(runsFolders().map(trashedRuns))).flat();
    if (all.length < 2) return all.at(0);
    const items = all.map((value) => ({ label: runId(value.origin), value }));
    return (await pick(items, { title: vscode.l10n.t('Which run should be restored?') }))?.value;
  }
}
