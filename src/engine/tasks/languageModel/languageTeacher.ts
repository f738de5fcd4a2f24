// The answers of a teacher to the windows of a batch.

import { TEACHER } from '../../nn/distillation';
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
    const rows = new Float32Array(time * 2 * size);
    const spread = new Float32Array(time * vocabulary);
    places.forEach((place, column) => {
      read(place + 1, rows);
      spreadRows(rows, size, vocabulary, spread);
      for (let t = 0; t < time; t++)
        scores.set(spread.subarray(t * vocabulary, (t + 1) * vocabulary), (t * windows + column) * vocabulary);
    });
    return { [TEACHER]: tensor('float32', [time, windows, vocabulary], scores) };
  };
}
