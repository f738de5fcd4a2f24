// What can be done with a run: the same whether a command, the tree or the run's view asks for it.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { share } from '../../protocol/figures';
import type { Prediction } from '../../protocol/engine';
import { LabError } from '../../protocol/labError';
import { metricInTable, metricNames, metricText } from '../../protocol/metrics';
import type { ClassificationReport } from '../../protocol/run';
import type { TranslationReport } from '../../protocol/translation';
import type { SharedEngine } from '../engine/sharedEngine';
import type { Trainings } from '../engine/trainings';
import type { Lifetime } from '../editor/lifetime';
import type { Trainer } from '../experiments/trainer';
import type { RunPanels } from './runPanels';
import { runsFolders } from '../editor/settings';
import { isRunning, runId } from './runEntry';
import type { Runs } from './runs';
import { askForParallel, type GivenEvaluation } from '../parallel/evaluationPairs';
import { moveToTrash, restoreFromTrash, type TrashedRun, trashedRuns } from './runTrash';

export interface RunActionsOptions {
  /** For reading tables; stays free while models are used. */
  reading: SharedEngine;
  working: SharedEngine;
  trainings: Trainings;
  trainer: Trainer;
  runs: Runs;
  panels: RunPanels;
  log: vscode.LogOutputChannel;
}

const TEXT_FILES = { 'Text and tables': ['csv', 'tsv', 'jsonl', 'gz'] };

export class RunActions {
  constructor(
    private readonly options: RunActionsOptions,
    life: Lifetime,
  ) {
    life.add(options.runs.onDidChange((folder) => folder === undefined && void this.tellMenus()));
  }

  stop(folder: string): void {
    const training = this.options.trainings.of(folder);
    if (!training)
      throw new LabError(
        'NOT_FOUND',
        vscode.l10n.t('This run is not trained by this window, so it cannot be stopped here.'),
      );
    training.stop();
  }

  async resume(folder: string): Promise<void> {
    await this.options.trainer.resume(folder);
  }

  open(folder: string): void {
    this.options.panels.show(folder);
  }

  async showFolder(folder: string): Promise<void> {
    const uri = vscode.Uri.file(folder);
    const inWorkspace = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
    await vscode.commands.executeCommand(inWorkspace ? 'revealInExplorer' : 'revealFileInOS', uri);
  }

  /** Evaluates on `file`, or on one the person chooses; undefined when they give up. */
  async evaluate(
    folder: string,
    file?: vscode.Uri,
    more?: GivenEvaluation,
  ): Promise<ClassificationReport | TranslationReport | undefined> {
    requireTrust();
    const { panels, runs, working } = this.options;
    const record = runs.at(folder)?.summary.record;
    if (record?.task === 'sequence-to-sequence') return this.evaluateTranslation(folder, file, more);
    const data = file ?? (await chooseFile(record?.baseFolder));
    if (!data) return undefined;
    const title = vscode.l10n.t('Evaluating {0} on {1}', record?.name ?? runId(folder), path.basename(data.path));
    const request = { folder, data: data.fsPath, baseFolder: path.dirname(data.fsPath) };
    const report = await withCancel(title, (signal, progress) =>
      working.call('evaluate', request, { signal, onProgress: progress }),
    );
    await runs.refresh();
    panels.show(folder);
    const { label } = metricNames(vscode.l10n.t);
    const figures = `${metricText('accuracy', report.accuracy)}, ${label('macroF1')} ${metricText('macroF1', report.macroF1)}`;
    vscode.window.setStatusBarMessage(vscode.l10n.t('{0}: accuracy {1}', path.basename(data.path), figures), 8000);
    return report;
  }

  /** The same of a sequence-to-sequence run: two files, or a table with a column for each side. */
  private async evaluateTranslation(
    folder: string,
    file?: vscode.Uri,
    more?: GivenEvaluation,
  ): Promise<TranslationReport | undefined> {
    const { panels, reading, runs, working } = this.options;
    const record = runs.at(folder)?.summary.record;
    const request = await askForParallel(reading, { folder, baseFolder: record?.baseFolder, file, ...more });
    if (!request) return undefined;
    const title = vscode.l10n.t('Evaluating {0} on {1}', record?.name ?? runId(folder), request.name);
    const report = await withCancel(title, (signal, progress) =>
      working.call('evaluateTranslation', { folder, ...request.pairs }, { signal, onProgress: progress }),
    );
    await runs.refresh();
    panels.show(folder);
    const [bleu, chrf] = [metricInTable('bleu', report.bleu.value), metricInTable('chrf', report.chrf.value)];
    vscode.window.setStatusBarMessage(vscode.l10n.t('{0}: BLEU {1}, chrF {2}', request.name, bleu, chrf), 8000);
    return report;
  }

  /** Predicts for `text`, or for one the person types; undefined when they give up. */
  async predict(folder: string, text?: string): Promise<Prediction | undefined> {
    requireTrust();
    const asked = text ?? (await askForText());
    if (asked === undefined) return undefined;
    const { predictions } = await this.options.working.call('predict', { folder, texts: [asked] });
    const prediction = predictions[0];
    if (text !== undefined) return prediction;
    const open = vscode.l10n.t('Open Run');
    const message = vscode.l10n.t('{0}: {1}', prediction.label, share(prediction.score));
    void vscode.window.showInformationMessage(message, open).then((choice) => choice === open && this.open(folder));
    return prediction;
  }

  /** Moves runs aside and offers to take that back; afterwards they go to the system's trash, where there is one. */
  async delete(folders: readonly string[]): Promise<TrashedRun[]> {
    requireTrust();
    const { panels, runs } = this.options;
    const entries = folders.map((folder) => runs.at(folder));
    if (entries.some((entry) => entry && isRunning(entry)))
      throw new LabError('BUSY', vscode.l10n.t('Stop the run before you delete it.'));
    const trashed: TrashedRun[] = [];
    try {
      for (const folder of folders) {
        panels.close(folder);
        trashed.push(await moveToTrash(folder));
      }
    } finally {
      await runs.refresh();
      if (trashed.length > 0) this.offerUndo(trashed, entries[0]?.summary.record.name ?? runId(folders[0]));
    }
    return trashed;
  }

  private offerUndo(trashed: readonly TrashedRun[], name: string): void {
    const undo = vscode.l10n.t('Undo');
    const message =
      trashed.length === 1
        ? vscode.l10n.t('Deleted the run {0}.', name)
        : vscode.l10n.t('Deleted {0} runs.', trashed.length);
    void vscode.window.showInformationMessage(message, undo).then(async (choice) => {
      for (const one of trashed) await (choice === undo ? this.restore(one) : this.handOver(one));
    });
  }

  async restore(trashed?: TrashedRun): Promise<void> {
    const chosen = trashed ?? (await this.chooseTrashed());
    if (!chosen) return;
    await restoreFromTrash(chosen);
    await this.options.runs.refresh();
  }

  /** Tells menus whether there is something to restore. */
  private async tellMenus(): Promise<void> {
    const trashed = await this.trashed();
    await vscode.commands.executeCommand('setContext', 'nlpLab.canRestore', trashed.length > 0);
  }

  private async handOver({ folder }: TrashedRun): Promise<void> {
    try {
      await vscode.workspace.fs.delete(vscode.Uri.file(folder), { recursive: true, useTrash: true });
    } catch {
      this.options.log.info(vscode.l10n.t('There is no system trash here: the run stays in {0}.', folder));
    }
    await this.options.runs.refresh();
  }

  private async trashed(): Promise<TrashedRun[]> {
    return (await Promise.all(runsFolders().map(trashedRuns))).flat();
  }

  private async chooseTrashed(): Promise<TrashedRun | undefined> {
    const all = await this.trashed();
    if (all.length < 2) return all.at(0);
    const items = all.map((value) => ({ label: runId(value.origin), value }));
    return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Which run should be restored?') }))?.value;
  }
}

function requireTrust(): void {
  if (!vscode.workspace.isTrusted)
    throw new LabError('INVALID_ARGUMENT', vscode.l10n.t('Trust this folder to use and change its runs.'));
}

async function chooseFile(baseFolder?: string): Promise<vscode.Uri | undefined> {
  const defaultUri = baseFolder === undefined ? undefined : vscode.Uri.file(baseFolder);
  const title = vscode.l10n.t('Evaluate on which table?');
  return (await vscode.window.showOpenDialog({ defaultUri, filters: TEXT_FILES, title }))?.at(0);
}

async function askForText(): Promise<string | undefined> {
  const editor = vscode.window.activeTextEditor;
  const value = editor?.document.getText(editor.selection);
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Predict with Run'),
    prompt: vscode.l10n.t('The text to predict for'),
    value,
  });
}

type Work<T> = (signal: AbortSignal, progress: (event: { fraction?: number; detail?: string }) => void) => Promise<T>;

/** Work a person waits for: a notification with progress and a way out. */
async function withCancel<T>(title: string, work: Work<T>): Promise<T> {
  const location = vscode.ProgressLocation.Notification;
  return vscode.window.withProgress({ location, title, cancellable: true }, async (report, token) => {
    const controller = new AbortController();
    const cancelling = token.onCancellationRequested(() => controller.abort());
    let done = 0;
    try {
      return await work(controller.signal, ({ fraction, detail }) => {
        const percent = (fraction ?? 0) * 100;
        report.report({ message: detail, increment: Math.max(0, percent - done) });
        done = Math.max(done, percent);
      });
    } finally {
      cancelling.dispose();
    }
  });
}
