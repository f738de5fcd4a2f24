// Starts trainings: from an experiment file, from a text made on the spot, from an interrupted run; and says how they ended.
// While another trains they wait for their turn.
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { TrainRequest } from '../../protocol/engine';
import { LabError } from '../../protocol/labError';
import type { SharedEngine } from '../engine/sharedEngine';
import type { TrainingQueue, WaitingTraining } from '../engine/trainingQueue';
import type { Training, Trainings } from '../engine/trainings';
import type { Messages } from '../editor/messages';
import { requireTrust } from '../editor/trust';
import type { Runs } from '../runs/runs';
import { nameOf, runId } from '../runs/runEntry';
import { homeOf, machineDefaults, openRunOnStart, runsFolderOf } from '../editor/settings';
import { experimentName, savedExperimentRequest } from './experimentRequest';
import { type Log } from '../editor/shown/log';

export interface TrainerOptions {
  trainings: Trainings;
  reading: Pick<SharedEngine, 'call'>;
  queue: TrainingQueue;
  runs: Runs;
  /** Shows the view of a run. */
  showRun(folder: string, options?: { preserveFocus: boolean }): void;
  messages: Messages;
  log: Log;
}

export class Trainer {
  constructor(private readonly options: TrainerOptions) {}

  /** Trains from an experiment file as it is in the editor, saved first. `overrides` as `key=value`. Undefined while it waits. */
  async trainFile(uri: vscode.Uri, overrides?: string[]): Promise<Training | undefined> {
    return this.start(experimentName(uri.path), { ...(await savedExperimentRequest(uri)), overrides });
  }

  /** Lets an experiment file wait for its turn as it is in the editor, saved first. */
  async queueFile(uri: vscode.Uri, isSweep: boolean): Promise<void> {
    requireTrust(vscode.l10n.t('Trust this folder to train models in it.'));
    await this.tellQueued(await this.options.queue.add({ ...(await savedExperimentRequest(uri)), isSweep }));
  }

  /** Trains from a text that is in no file; relative paths start beside `dataFile`. */
  async trainText(name: string, experimentText: string, dataFile: vscode.Uri): Promise<Training | undefined> {
    const baseFolder = path.dirname(dataFile.fsPath);
    return this.start(name, { experimentText, baseFolder, runsFolder: runsFolderOf(homeOf(dataFile)) });
  }

  async resume(folder: string): Promise<Training | undefined> {
    const { trainings, queue, runs } = this.options;
    if (trainings.of(folder)) throw new LabError('BUSY', vscode.l10n.t('This run is being trained.'));
    if (queue.resuming(folder)) throw new LabError('BUSY', vscode.l10n.t('This run waits in the queue already.'));
    const entry = runs.at(folder);
    const name = entry ? nameOf(entry) : runId(folder);
    return this.start(name, { experimentText: '', baseFolder: '', runsFolder: path.dirname(folder), resume: folder });
  }

  /** Settles when the run has its folder, or waits for its turn; what comes later is told by the tree, the status bar and a message. */
  async start(name: string, request: TrainRequest): Promise<Training | undefined> {
    requireTrust(vscode.l10n.t('Trust this folder to train models in it.'));
    const { queue } = this.options;
    if (queue.isFree) return this.begin(name, request);
    const waiting = await queue.add(request);
    await queue.work();
    await this.tellQueued(waiting);
    return undefined;
  }

  private async tellQueued(waiting: WaitingTraining): Promise<void> {
    const { tellQueued } = await import('./queueMessages');
    tellQueued(this.options.queue, waiting);
  }

  /** Trains at once. Settles when the run has its folder. */
  async begin(name: string, request: TrainRequest): Promise<Training> {
    const { trainings, queue } = this.options;
    const training = trainings.train(name, { ...request, defaults: { ...machineDefaults(), ...request.defaults } });
    void training.ended.then(() => queue.next());
    await this.follow(training);
    return training;
  }

  /** Shows the run of a training, and says how it ended. Settles when the run has its folder. */
  async follow(training: Training): Promise<void> {
    const { runs, showRun, log } = this.options;
    log.info(vscode.l10n.t('Training {0}', training.name));
    void training.ended.then(async (end) => {
      if (!end.idle) (await import('./trainingEnd')).tellEnd(training.name, end, this.options); // else nothing was left to train
    });
    const folder = await training.started.catch(() => undefined);
    if (folder === undefined) return;
    await runs.refresh();
    if (openRunOnStart()) showRun(folder, { preserveFocus: true });
  }
}

/** Fails with `NOT_FOUND` for a run that another window or the command line trains. */
export function stopTraining(trainings: Trainings, folder: string): void {
  const training = trainings.of(folder);
  if (!training)
    throw new LabError(
      'NOT_FOUND',
      vscode.l10n.t('This run is not trained by this window, so it cannot be stopped here.'),
    );
  training.stop();
}
