// How a training that waits for its turn reads in the tree. Pure.
import type { TrainingQueue, WaitingTraining } from '../engine/trainingQueue';
import type { Translate } from '../editor/texts';
import type { RunLook } from './describeRun';

export function waitingInWords(queue: TrainingQueue, waiting: WaitingTraining, t: Translate): string {
  return waiting.isHeld ? t('left over from before the reload') : t('queued, number {0}', queue.placeOf(waiting));
}

export function describeWaiting(queue: TrainingQueue, waiting: WaitingTraining, t: Translate): RunLook {
  const description = waitingInWords(queue, waiting, t);
  const advice = waiting.isHeld
    ? t('It waited when the window was closed. Queue it again, start it now, or remove it.')
    : t('It starts when the trainings before it have ended.');
  return {
    ...{ label: waiting.name, description, tooltip: `${waiting.name} (${description})\n${advice}` },
    ...{ icon: waiting.isHeld ? 'debug-pause' : 'clock', context: waiting.isHeld ? 'queued held' : 'queued' },
  };
}
