// Above the first line of an experiment file: train it, stop it, resume its last run.
import * as vscode from 'vscode';
import type { Lifetime } from '../editor/lifetime';
import type { Trainings } from '../engine/trainings';
import { isResumable, runId } from '../runs/runEntry';
import type { Runs } from '../runs/runs';

export class ExperimentCodeLens implements vscode.CodeLensProvider {
  private readonly emitter: vscode.EventEmitter<void>;
  readonly onDidChangeCodeLenses: vscode.Event<void>;

  constructor(
    private readonly runs: Runs,
    private readonly trainings: Trainings,
    life: Lifetime,
  ) {
    this.emitter = life.add(new vscode.EventEmitter());
    this.onDidChangeCodeLenses = this.emitter.event;
    life.add(runs.onDidChange((folder) => folder === undefined && this.emitter.fire()));
    life.add(vscode.workspace.onDidGrantWorkspaceTrust(() => this.emitter.fire()));
    life.add(vscode.languages.registerCodeLensProvider({ pattern: '**/*.nlplab.json' }, this));
  }

  async provideCodeLenses({ uri }: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    if (!vscode.workspace.isTrusted) return [];
    const top = new vscode.Range(0, 0, 0, 0);
    const lens = (title: string, command: string, ...values: unknown[]): vscode.CodeLens =>
      new vscode.CodeLens(top, { title, command: `nlpLab.${command}`, arguments: values });
    const training = this.trainings.all.find(({ experimentFile }) => experimentFile === uri.fsPath);
    const last = (await this.runs.ready()).find(({ summary }) => summary.record.experimentFile === uri.fsPath);
    const lenses = [lens(`$(play) ${vscode.l10n.t('Train')}`, 'train', uri)];
    if (training?.folder)
      lenses.push(lens(`$(debug-stop) ${vscode.l10n.t('Stop')}`, 'stopRun', runId(training.folder)));
    else if (last && isResumable(last)) {
      const { epoch, epochs } = last.summary.record;
      const title = vscode.l10n.t('Resume last run ({0}/{1})', epoch, epochs);
      lenses.push(lens(`$(debug-continue) ${title}`, 'resumeRun', runId(last.summary.folder)));
    }
    if (last)
      lenses.push(lens(`$(graph-line) ${vscode.l10n.t('Open last run')}`, 'openRun', runId(last.summary.folder)));
    return lenses;
  }
}
