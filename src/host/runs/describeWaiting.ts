// How what waits for its turn reads in the tree. Pure.
import type { TrainingQueue, WaitingTraining } from '../engine/trainingQueue';
import { spoken } from '../editor/engineTexts';
import type { Translate } from '../editor/texts';
import type { RunLook } from './describeRun';

type Queue = Pick<TrainingQueue, 'placeOf' | 'isPaused' | 'isWorking'>;

export function waitingInWords(queue: Queue, waiting: WaitingTraining, t: Translate): string {
  if (waiting.status === 'failed') return t('failed');
  const place = queue.placeOf(waiting);
  return queue.isPaused(waiting) ? t('queued, number {0}, paused', place) : t('queued, number {0}', place);
}

export function describeWaiting(queue: Queue, waiting: WaitingTraining, t: Translate): RunLook {
  const description = waitingInWords(queue, waiting, t);
  const { name, kind, failure } = waiting;
  const label = kind === 'sweep' ? t('{0} (sweep)', name) : name;
  const context = failure ? 'queued failed' : 'queued';
  const icon = failure ? 'error' : queue.isPaused(waiting) ? 'debug-pause' : 'clock';
  return { label, description, tooltip: `${label} (${description})\n${advice(queue, waiting, t)}`, icon, context };
}

function advice(queue: Queue, waiting: WaitingTraining, t: Translate): string {
  if (waiting.failure)
    return `${spoken(waiting.failure.message, t)}\n${t('Try it again when that is mended, or remove it.')}`;
  if (queue.isPaused(waiting)) return t('The queue is paused: "Start Queue" goes on with it.');
  if (!queue.isWorking) return t('"Start Queue" trains what waits, one after the other.');
  return t('It starts when the trainings before it have ended.');
}
