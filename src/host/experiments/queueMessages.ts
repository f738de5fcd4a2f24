// What a person is told of trainings that wait: that one does, and after a reload those that did.
import * as vscode from 'vscode';
import type { TrainingQueue, WaitingTraining } from '../engine/trainingQueue';
import { waitingInWords } from '../runs/describeWaiting';
import { tell } from '../editor/shown/messages';

/** Does not wait for the answer. */
export function tellQueued(queue: TrainingQueue, waiting: WaitingTraining): void {
  const { t } = vscode.l10n;
  const [now, remove] = [t('Start Now'), t('Remove')];
  const place = waitingInWords(queue, waiting, t);
  const message = t('{0} waits until the training before it has ended ({1}).', waiting.name, place);
  void tell.information(message, now, remove).then((choice) => {
    if (choice === now) queue.startNow(waiting.id);
    if (choice === remove) queue.remove(waiting.id);
  });
}

/** Nothing that waited is lost by a reload: it stands in the tree, and is offered once more. */
export function offerLeftOver(queue: TrainingQueue): void {
  const held = queue.waiting.filter(({ isHeld }) => isHeld);
  if (held.length === 0 || !vscode.workspace.isTrusted) return;
  const { t } = vscode.l10n;
  const [again, remove] = [t('Queue Again'), t('Remove')];
  const names = held.map(({ name }) => name).join(', ');
  const message = t('When the window was closed, these trainings waited for their turn: {0}.', names);
  const ids = held.map(({ id }) => id);
  void tell.information(message, again, remove).then((choice) => {
    if (choice === again) queue.release(...ids);
    if (choice === remove) queue.remove(...ids);
  });
}
