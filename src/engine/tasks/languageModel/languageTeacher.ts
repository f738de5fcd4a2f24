// The answers of a teacher to the windows of a batch.

import { TEACHER } from '../../nn/distillation';
import { TEACHER_STATES } from '../../nn/stateLoss';
import type { Feeds } from '../../runtime/session';
import { tensor } from '../../runtime/tensor';
import type { PreparedLessons } from '../distill/lessons';
import { spreadRows } from './languageLessons';
import type { WindowBatch } from './windows';

/** @param kept tokens whose share is kept */
export function languageTeacher({ read }: PreparedLessons, kept: number, vocabulary: number) {
  const size = Math.min(kept, vocabulary);
  return ({ places, time, size: windows }: WindowBatch): Feeds => {
    const scores = new Float32Array(time * windows * vocabulary); // [time, batch, vocabulary]
    const spread = new Float32Array(time * vocabulary);
    let states = new Float32Array(0); // [time, batch, width]
    places.forEach((place, column) => {
      const rows = read(place + 1, time);
      spreadRows(rows.answers, size, vocabulary, spread);
      intoColumn(spread, { column, windows, time }, scores);
      if (column === 0) states = new Float32Array(rows.states.length * windows);
      intoColumn(rows.states, { column, windows, time }, states);
    });
    return {
      [TEACHER]: tensor('float32', [time, windows, vocabulary], scores),
      ...(states.length > 0 && {
        [TEACHER_STATES]: tensor('float32', [time, windows, states.length / (time * windows)], states),
      }),
    };
  };
}

/** Rows `[time, width]` as a column of `into`, [time, batch, width]. */
function intoColumn(
  rows: Float32Array,
  { column, windows, time }: { column: number; windows: number; time: number },
  into: Float32Array,
): void {
  const width = rows.length / time;
  for (let t = 0; t < time; t++) into.set(rows.subarray(t * width, (t + 1) * width), (t * windows + column) * width);
}
