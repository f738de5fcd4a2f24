// Above the first line of an experiment file: train it, stop it, resume its last run, test learning rates; or that Restricted Mode keeps it from that.
import * as vscode from 'vscode';
import { type Ability, isJudged } from '../../protocol/ability';
import type { Lifetime } from '../editor/lifetime';
import { codeLens } from '../editor/shown/items';
import { MANAGE_TRUST } from '../editor/trust';
import type { TrainingQueue, WaitingTraining } from '../engine/trainingQueue';
import type { Trainings } from '../engine/trainings';
import { waitingInWords } from '../runs/describeWaiting';
import { isResumable, type RunEntry, runId } from '../runs/runEntry';
import type { Runs } from '../runs/runs';

/** What is known of experiments that are open. */
export interface CheckedExperiments {
  readonly onDidChangeAbilities: vscode.Event<void>;
  /** Of runs of the experiment as it is now; none where it is wrong. */
  abilitiesOf(uri: vscode.Uri): readonly Ability[];
}

export class ExperimentCodeLens implements vscode.CodeLensProvider {
  private readonly emitter: vscode.EventEmitter<void>;
  readonly onDidChangeCodeLenses: vscode.Event<void>;

  constructor(
    private readonly runs: Runs,
    private readonly trainings: Trainings,
    private readonly queue: TrainingQueue,
    private readonly checked: CheckedExperiments,
    life: Lifetime,
  ) {
    this.emitter = life.add(new vscode.EventEmitter());
    this.onDidChangeCodeLenses = this.emitter.event;
    life.add(runs.onDidChange((folder) => folder === undefined && this.emitter.fire()));
    life.add(checked.onDidChangeAbilities(() => this.emitter.fire()));
    life.add(vscode.workspace.onDidGrantWorkspaceTrust(() => this.emitter.fire()));
    life.add(vscode.languages.registerCodeLensProvider({ pattern: '**/*.nlplab.json' }, this));
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const { uri } = document;
    const own = (await this.runs.ready()).filter(({ summary }) => summary.record.experimentFile === uri.fsPath);
    const [last] = own;
    const compared = own.filter(isComparable).slice(0, 2);
    return [
      ...(vscode.workspace.isTrusted ? this.trainingLenses(document, last) : [untrustedLens()]),
      ...(last ? [lens('graph-line', vscode.l10n.t('Open last run'), 'openRun', runId(last.summary.folder))] : []),
      ...(compared.length === 2 ? [compareLens(compared)] : []),
    ];
  }

  private trainingLenses(document: vscode.TextDocument, last?: RunEntry): vscode.CodeLens[] {
    const { t } = vscode.l10n;
    const { uri } = document;
    const lenses = [lens('play', t('Train'), 'train', uri), lens('list-ordered', t('Add to queue'), 'addToQueue', uri)];
    if (/"sweep"\s*:/.test(document.getText())) lenses.push(lens('beaker', t('Train as sweep'), 'trainSweep', uri));
    lenses.push(lens('watch', t('Estimate'), 'estimateExperiment', uri));
    const training = this.trainings.all.find(({ experimentFile }) => experimentFile === uri.fsPath);
    if (training?.folder) lenses.push(lens('debug-stop', t('Stop'), 'stopRun', runId(training.folder)));
    else if (last && isResumable(last)) {
      const { epoch, epochs } = last.summary.record;
      const title = t('Resume last run ({0}/{1})', epoch, epochs);
      lenses.push(lens('debug-continue', title, 'resumeRun', runId(last.summary.folder)));
    }
    const waiting = this.queue.waiting.filter(({ experimentFile }) => experimentFile === uri.fsPath);
    const start = (one: WaitingTraining): string => t('{0}: start now', waitingInWords(this.queue, one, t));
    // Networks learn in gradient steps, whose size can be tested.
    if (this.checked.abilitiesOf(uri).includes('trace'))
      lenses.push(lens('dashboard', t('Test learning rates'), 'testLearningRates', uri));
    return [...lenses, ...waiting.map((one) => lens('clock', start(one), 'startQueued', one.id))];
  }
}

const TOP = new vscode.Range(0, 0, 0, 0);

const lens = (icon: string, text: string, command: string, ...values: unknown[]): vscode.CodeLens =>
  codeLens(TOP, { icon, text, command: `nlpLab.${command}`, values });

/** What comparing needs: an end, and answers that can be judged. */
const isComparable = ({ summary: { record } }: RunEntry): boolean => record.status === 'completed' && isJudged(record);

const compareLens = (runs: readonly RunEntry[]): vscode.CodeLens => {
  const ids = runs.map(({ summary }) => runId(summary.folder));
  return lens('compare-changes', vscode.l10n.t('Compare last two runs'), 'compareRuns', ...ids);
};

const untrustedLens = (): vscode.CodeLens => {
  const text = vscode.l10n.t('Training is off in Restricted Mode: manage workspace trust');
  return codeLens(TOP, { icon: 'shield', text, command: MANAGE_TRUST });
};
