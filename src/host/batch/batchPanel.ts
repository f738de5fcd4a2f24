// The panel of one batch: has the engine compute a training step, and hands its tensors over one by one.
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { BatchRequest, ShownBatch, ScriptLanguageName } from '../../protocol/batch';
import type { BatchViewContract, ShownStep } from '../../protocol/batchView';
import type { TrainRequest } from '../../protocol/engine';
import { LabError } from '../../protocol/labError';
import { allSpoken, spoken } from '../editor/engineTexts';
import { homeOf, machineDefaults, runsFolderOf } from '../editor/settings';
import { saveDialog } from '../editor/shown/dialogs';
import { setTitle } from '../editor/shown/items';
import type { Log } from '../editor/shown/log';
import { requireTrust } from '../editor/trust';
import type { SharedEngine } from '../engine/sharedEngine';
import { nameAmong, runId } from '../runs/runEntry';
import type { Runs } from '../runs/runs';
import type { Opening } from '../views/defineView';
import { ShownWork } from '../views/shownWork';
import type { ViewPanel } from '../views/viewPanel';
import { exampleMatrix } from './exampleMatrix';
import { shownStep } from './shownStep';

/** A run's folder, or an experiment's file. */
export interface BatchSource {
  run?: string;
  experiment?: string;
}

export interface BatchNeeds {
  memory: vscode.Memento;
  working: SharedEngine;
  runs: Runs;
  log: Log;
}

type BatchOpening = Opening<BatchViewContract, BatchSource>;

export const openBatch = (opening: BatchOpening, needs: BatchNeeds): BatchPanel => new BatchPanel(opening, needs);

const meanwhile = (): LabError => new LabError('CANCELLED', vscode.l10n.t('Another step is shown meanwhile.'));

const ENDING = '.nlplab.json';

export class BatchPanel {
  readonly panel: vscode.WebviewPanel;
  private readonly view: ViewPanel<BatchViewContract>;
  private readonly work: ShownWork;
  private readonly name: string;
  private readonly source: BatchSource;
  /** Undefined: the batch that training takes next. */
  private batch?: number;
  private found?: ShownBatch;

  constructor(
    opening: BatchOpening,
    private readonly needs: BatchNeeds,
  ) {
    const { panel, life, subject } = opening;
    this.panel = panel;
    this.source = subject;
    this.name = this.nameOf();
    setTitle(panel, vscode.l10n.t('One batch: {0}', this.name));
    this.work = new ShownWork({
      onNotice: () => this.view.changed('notice'),
      cancelled: vscode.l10n.t('Cancelled.'),
      log: needs.log,
    });
    life.add({ dispose: () => this.work.stop() });
    this.view = opening.connect(
      {
        look: ({ batch }) => (this.look(batch), {}),
        cancel: () => (this.work.stop(), {}),
        again: () => (this.look(this.batch), {}),
        tensor: ({ tensor, ...which }) => {
          const { network, values } = this.shown;
          if (tensor >= values.length) throw meanwhile();
          return exampleMatrix(network.tensors[tensor].axes, values[tensor], which);
        },
        parameter: ({ parameter }) => {
          const found = this.shown.parameters.at(parameter);
          if (!found) throw meanwhile();
          return found.part;
        },
        saveScript: async ({ language }) => (await this.saveScript(language), {}),
      },
      { notice: () => this.work.notice, step: () => (this.work.notice ? undefined : this.step) },
    );
    this.look();
  }

  /** What the view shows once the work going on now has ended; undefined where it failed. */
  async settled(): Promise<ShownStep | undefined> {
    await this.work.settled;
    return this.work.notice ? undefined : this.step;
  }

  private nameOf(): string {
    const { run, experiment } = this.source;
    if (run === undefined) return path.basename(experiment ?? '', ENDING);
    const { runs } = this.needs;
    const entry = runs.at(run);
    return entry ? nameAmong(entry, runs.all) : runId(run);
  }

  private get shown(): ShownBatch {
    if (this.found) return this.found;
    throw meanwhile();
  }

  private get step(): ShownStep | undefined {
    if (!this.found) return undefined;
    const notices = allSpoken(this.found.notices, vscode.l10n.t);
    return shownStep({ ...this.found, notices }, this.name);
  }

  private request(): BatchRequest & Pick<TrainRequest, 'defaults'> {
    const { run, experiment } = this.source;
    const shared = { defaults: machineDefaults(), ...(this.batch !== undefined && { batch: this.batch }) };
    if (run !== undefined) return { ...shared, model: { folder: run } };
    const file = experiment ?? '';
    return { ...shared, model: { experiment: file }, runsFolder: runsFolderOf(homeOf(vscode.Uri.file(file))) };
  }

  private look(batch?: number): void {
    this.batch = batch;
    this.work.start(vscode.l10n.t('Computing a training step'), async (signal, tell) => {
      requireTrust();
      const onProgress = ({ phase, fraction }: { phase: string; fraction?: number }): void =>
        tell(spoken(phase, vscode.l10n.t), fraction);
      const found = await this.needs.working.call('oneBatch', this.request(), { signal, onProgress });
      return () => {
        this.found = found;
        this.view.changed('notice', 'step');
      };
    });
  }

  private async saveScript(language: ScriptLanguageName): Promise<void> {
    requireTrust();
    const { run, experiment } = this.source;
    const folder = run === undefined ? path.dirname(experiment ?? '') : path.dirname(path.dirname(path.dirname(run)));
    const target = await saveDialog({
      defaultUri: vscode.Uri.file(path.join(folder, `${this.name.replace(/[^\p{L}\p{N}._-]+/gu, '-')}.${language}.py`)),
      filters: { Python: ['py'] },
    });
    if (!target) return;
    const asked = { ...this.request(), batch: this.shown.batch, language, output: target.fsPath };
    await this.needs.working.call('batchScript', asked);
    await vscode.window.showTextDocument(target, { preview: false });
  }
}
