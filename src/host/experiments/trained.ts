// Trains an experiment by the window's queue and waits until it has ended.
import type * as vscode from 'vscode';
import { LabError } from '../../protocol/labError';
import type { TrainingQueue } from '../engine/trainingQueue';
import type { Training, TrainingEnd, Trainings } from '../engine/trainings';
import type { Trainer } from './trainer';

export interface TrainingParts {
  trainer: Pick<Trainer, 'trainFile'>;
  trainings: Pick<Trainings, 'all' | 'onChange'>;
  queue: Pick<TrainingQueue, 'onChange' | 'holds'>;
}

/**
 * What went wrong, if something did. A cancelled training is stopped between two steps, and can be resumed; one that still waits stays in the
 * queue. One that another process trains, or that is taken out of the queue, is waited for until it is there no more.
 */
export async function trained(
  file: vscode.Uri,
  parts: TrainingParts,
  token: vscode.CancellationToken,
): Promise<string | undefined> {
  const cancelled = new Promise<undefined>((resolve) => token.onCancellationRequested(() => resolve(undefined)));
  const turn = turnOf(file, parts);
  try {
    const training = (await parts.trainer.trainFile(file)) ?? (await Promise.race([turn.comes, cancelled]));
    if (!training) return undefined;
    void cancelled.then(() => training.stop());
    return failureOf(await training.ended);
  } catch (error) {
    return LabError.toData(error).message;
  } finally {
    turn.dispose();
  }
}

/** The training that begins here in its turn; undefined once the queue no longer holds it. */
function turnOf({ fsPath }: vscode.Uri, { trainings, queue }: TrainingParts) {
  let settle: (training: Training | undefined) => void = () => undefined;
  const comes = new Promise<Training | undefined>((resolve) => (settle = resolve));
  let waited = false;
  const others = new Set(trainings.all); // the same experiment may be trained already, for somebody else
  const listeners = [
    trainings.onChange((training) => training.experimentFile === fsPath && !others.has(training) && settle(training)),
    queue.onChange(() => {
      const holds = queue.holds(fsPath);
      if (waited && !holds) settle(undefined);
      waited ||= holds;
    }),
  ];
  return { comes, dispose: () => listeners.forEach((listener) => listener.dispose()) };
}

const failureOf = ({ status, failure }: TrainingEnd): string | undefined =>
  status === 'stopped' ? undefined : failure?.message;
