// Runs as TensorBoard finds them: one in the folder itself, several in a folder each.

import { eventRecords } from '../../tensorboard/eventRecords';
import { runEvents, startOf } from './runEvents';
import type { Tracker } from './tracker';

export const tensorboard: Tracker = function* (runs, { count }) {
  for (const run of runs) {
    const start = startOf(run.record);
    const file = `events.out.tfevents.${Math.floor(start)}.nlp-lab`;
    yield [count === 1 ? file : `${run.id}/${file}`, [...eventRecords(runEvents(run), start)]];
  }
};
