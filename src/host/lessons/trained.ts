// Trains an experiment by the window's queue and waits until it has ended.
import type * as vscode from 'vscode';
import type { Training, TrainingEnd, Trainings } from '../engine/trainings';
import type { Trainer } from '../experiments/trainer';
import { LabError } from '../../protocol/labError';

interface TrainingParts {
  trainer: Pick<Trainer, 'trainFile'>;
  trainings: Pick<Trainings, 'onChange'>;
}

/** What went wrong, if something did. A cancelled training is stopped between two steps, and can be resumed; one that still waits stays in the queue. */
export async function trained(
  file: vscode.Uri,
  { trainer, trainings }: TrainingParts,
  token: vscode.CancellationToken,
): Promise<string | undefined> {
  let begun: ((training: Training) => void) | undefined;
  const cancelled = new Promise<undefined>((resolve) => token.onCancellationRequested(() => resolve(undefined)));
  const waiting = new Promise<Training>((resolve) => (begun = resolve));
  const listening = trainings.onChange((training) => training.experimentFile === file.fsPath && begun?.(training));
  try {
    const training = (await trainer.trainFile(file)) ?? (await Promise.race([waiting, cancelled]));
    if (!training) return undefined;
    void cancelled.then(() => training.stop());
    return failureOf(await training.ended);
  } catch (error) {
    return LabError.toData(error).message;
  } finally {
    listening.dispose();
  }
}

const failureOf = ({ status, failure }: TrainingEnd): string | undefined =>
  status === 'stopped' ? undefined : failure?.message;
