// Sweeps in the editor: begun from an experiment file, gone on with after a stop or a reload. All that is known of one is in its folder.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { LabError } from '../../protocol/labError';
import { metricNames, metricText } from '../../protocol/metrics';
import { SWEEPS_FOLDER, type SweepSummary } from '../../protocol/sweep';
import type { Messages } from '../editor/messages';
import { machineDefaults, runsFolders, trainingsAtOnce } from '../editor/settings';
import { experimentName, savedExperimentRequest } from './experimentRequest';
import type { Log } from '../editor/shown/log';
import { tell } from '../editor/shown/messages';
import { requireTrust } from '../editor/trust';
import type { SharedEngine } from '../engine/sharedEngine';
import { type SweepEnd, SweepWorkers, type TrainedSweep } from '../engine/sweepWorkers';
import type { TrainingQueue, WaitingTraining } from '../engine/trainingQueue';
import type { Trainings } from '../engine/trainings';
import type { Runs } from '../runs/runs';
import { TRAINED_SWEEPS } from './trainedSweeps';

export interface SweepsOptions {
  trainings: Trainings;
  queue: TrainingQueue;
  reading: SharedEngine;
  runs: Runs;
  messages: Messages;
  /** Of the workspace. */
  memory: vscode.Memento;
  log: Log;
  showRun(folder: string): void;
}

export class Sweeps {
  private readonly workers: SweepWorkers;

  constructor(private readonly options: SweepsOptions) {
    const { trainings, queue, runs, messages } = options;
    this.workers = new SweepWorkers({
      ...{ trainings, atOnce: trainingsAtOnce, defaults: machineDefaults },
      onBegun: ({ started }) => void started.then(() => runs.refresh()).catch(() => undefined), // none may be left to train
      onRan: ({ failure, status }) => {
        if (failure && status !== 'stopped') messages.failure(LabError.fromData(failure));
        queue.next();
      },
      onEnd: (sweep, end) => {
        this.remember();
        void messages.guarded(() => this.conclude(sweep, end));
      },
    });
  }

  /** The folders of those that go on here. */
  get all(): readonly string[] {
    return this.workers.all;
  }

  /** Begins the sweep of an experiment file as it is in the editor, saved first. Fails where it has none. */
  async begin(uri: vscode.Uri): Promise<string> {
    requireTrust(vscode.l10n.t('Trust this folder to train models in it.'));
    const asked = await savedExperimentRequest(uri);
    const { folder } = await this.options.reading.call('beginSweep', asked);
    this.start({ folder, name: experimentName(uri.path), experimentFile: asked.experimentFile });
    return folder;
  }

  resume({ folder, name, gone }: Pick<SweepSummary, 'folder' | 'name' | 'gone'>): void {
    requireTrust(vscode.l10n.t('Trust this folder to train models in it.'));
    if (gone.length > 0) void tell.information(goneText(name, gone));
    this.start({ folder, name });
  }

  /** Those of the workspace that are not complete and that do not go on here, newest first. */
  async unfinished(): Promise<SweepSummary[]> {
    const { reading } = this.options;
    const lists = await Promise.all(runsFolders().map((runsFolder) => reading.call('sweeps', { runsFolder })));
    return lists.flatMap(({ sweeps }) => sweeps).filter((one) => !one.isComplete && !this.all.includes(one.folder));
  }

  /** Tells what came of a sweep that has left the queue, whoever trained it; of one that was taken out there is nothing to tell. */
  concludeQueued({ runsFolder, sweep = '', name }: WaitingTraining): Promise<void> {
    return this.conclude({ folder: path.join(path.dirname(runsFolder), SWEEPS_FOLDER, sweep), name }, 'done');
  }

  /** Tells of the sweeps that a window trained when it was closed or came to its end, once, and offers to go on with them. */
  async offerInterrupted(): Promise<void> {
    if (!vscode.workspace.isTrusted) return;
    const { memory } = this.options;
    const trained = memory.get<readonly string[]>(TRAINED_SWEEPS, []);
    const left = (await this.unfinished()).filter(({ folder }) => trained.includes(folder));
    this.remember();
    if (left.length === 0) return;
    const { t } = vscode.l10n;
    const goOn = t('Resume Sweeps');
    const names = left.map(({ name }) => name).join(', ');
    const message = t('The window was closed while it trained these sweeps: {0}. Each goes on where it was.', names);
    const choice = await tell.information(message, goOn);
    if (choice === goOn) for (const sweep of left) this.resume(sweep);
  }

  stop(folder: string): void {
    this.workers.stop(folder);
  }

  close(): void {
    this.workers.close();
  }

  private start(sweep: TrainedSweep): void {
    this.options.log.info(vscode.l10n.t('Sweep {0}', path.basename(sweep.folder)));
    this.workers.start(sweep);
    this.remember();
  }

  private remember(): void {
    void this.options.memory.update(TRAINED_SWEEPS, this.all.length > 0 ? this.all : undefined);
  }

  /** Says what came of it. */
  private async conclude({ folder, name }: TrainedSweep, end: SweepEnd): Promise<void> {
    const { reading, runs, showRun } = this.options;
    const { t } = vscode.l10n;
    await runs.refresh();
    const { isComplete, best, trials, metric, gone } = await reading.call('sweep', { folder });
    const found = trials.find(({ trial }) => trial === best);
    if (end === 'stopped' && !isComplete) {
      const again = t(
        'The sweep of {0} was stopped after {1} trials. "Resume Sweep" goes on with it.',
        name,
        trials.length,
      );
      return void tell.information(again);
    }
    if (!isComplete || found?.value === undefined) return; // it failed, which was told, or others train what is left
    const figure = `${metricNames(t).monitored(metric)} ${metricText(metric, found.value)}`;
    const isThere = !gone.includes(found.runs[0].run);
    const open = t('Open Best Run');
    const said = t(
      'The sweep of {0} is complete: of {1} trials the best is number {2}, {3}.',
      name,
      trials.length,
      found.trial,
      figure,
    );
    const all = [said, ...(gone.length > 0 ? [goneText(name, gone)] : [])].join(' ');
    void tell.information(all, ...(isThere ? [open] : [])).then(async (choice) => {
      const entry = choice === open ? await runs.find(found.runs[0].run) : undefined;
      if (entry) showRun(entry.summary.folder);
    });
  }
}

/** Of runs that were deleted, moved or not copied along. */
const goneText = (name: string, gone: readonly string[]): string =>
  vscode.l10n.t(
    '{0} runs of the sweep of {1} are not there any more (the first is {2}): what was complete counts as it was, and what was not begins anew.',
    ...[gone.length, name, gone[0]],
  );
