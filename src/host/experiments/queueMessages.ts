// What a person is told of what waits: that it does, and after a reload what did.
import * as vscode from 'vscode';
import type { TrainingQueue, WaitingTraining } from '../engine/trainingQueue';
import type { Messages } from '../editor/messages';
import { waitingInWords } from '../runs/describeWaiting';
import { tell } from '../editor/shown/messages';

/** Does not wait for the answer. */
export function tellQueued(queue: TrainingQueue, waiting: WaitingTraining): void {
  const { t } = vscode.l10n;
  const [now, remove] = [t('Start Now'), t('Remove')];
  const place = waitingInWords(queue, waiting, t);
  if (!queue.isWorking) {
    const start = t('Start Queue');
    const message = t('{0} waits in the queue ({1}), which is not started yet.', waiting.name, place);
    void tell.information(message, start, remove).then((choice) => {
      if (choice === start) void queue.work();
      if (choice === remove) void queue.remove(waiting.id);
    });
    return;
  }
  const message = t('{0} waits until the training before it has ended ({1}).', waiting.name, place);
  void tell.information(message, now, remove).then((choice) => {
    if (choice === now) queue.startNow(waiting.id);
    if (choice === remove) void queue.remove(waiting.id);
  });
}

/** Nothing that waited is lost when the window is closed, the editor crashes or the power fails: it stands in the tree, and is offered once. */
export function offerLeftOver(queue: TrainingQueue, messages: Messages): void {
  const left = queue.waiting.filter(({ status }) => status === 'waiting');
  if (left.length === 0 || !vscode.workspace.isTrusted) return;
  const { t } = vscode.l10n;
  const start = t('Start Queue');
  const nameOf = ({ name, kind }: WaitingTraining): string => (kind === 'sweep' ? t('{0} (sweep)', name) : name);
  const names = left.map(nameOf).join(', ');
  const message = t('These trainings wait in the queue: {0}. What was interrupted goes on where it was.', names);
  void tell.information(message, start).then((choice) => {
    if (choice === start) void messages.guarded(() => queue.work());
  });
}
