// The answers of a teacher to the sentences of a batch, and sentences that have no other ones.

import type { EncodedSentences } from '../../data/tagged/tagBatches';
import type { TaggedSentence } from '../../data/tagged/taggedSentence';
import type { Window } from '../../data/tagged/windows';
import type { WordTable } from '../../data/tagged/wordTable';
import { TEACHER } from '../../nn/distillation';
import { TEACHER_STATES } from '../../nn/stateLoss';
import type { Feeds } from '../../runtime/session';
import { tensor } from '../../runtime/tensor';
import type { PreparedLessons } from '../distill/lessons';

/** Sentences, and others behind them whose tags nobody knows. */
export const withUntagged = <Part extends EncodedSentences>(
  part: Part,
  untagged: readonly TaggedSentence[],
  table: WordTable,
): Part => ({
  ...part,
  words: [...part.words, ...untagged.map((sentence) => table.wordsOf(sentence))],
  tags: [...part.tags, ...untagged.map(({ tokens }) => new Int32Array(tokens.length).fill(-1))],
});

/** @param sentences whose answers lie one behind the other */
export function tagTeacher({ read }: PreparedLessons, sentences: readonly TaggedSentence[]) {
  const starts = new Int32Array(sentences.length);
  for (let i = 1; i < sentences.length; i++) starts[i] = starts[i - 1] + sentences[i - 1].tokens.length;
  /** @param length tokens of the longest part */
  return (windows: readonly Window[], length: number): Feeds => {
    const found = windows.map(({ sentence, start, end }) => read(starts[sentence] + start, end - start));
    const states = found.map((rows) => rows.states);
    const counts = windows.map(({ start, end }) => end - start);
    return {
      [TEACHER]: sideBySide(
        found.map(({ answers }) => answers),
        counts,
        length,
      ),
      ...(states.some((rows) => rows.length > 0) && { [TEACHER_STATES]: sideBySide(states, counts, length) }),
    };
  };
}

/** Rows of each column of a batch, `[counts, width]`, as [tokens, batch, width]; zeros behind them. */
function sideBySide(columns: readonly Float32Array[], counts: readonly number[], tokens: number) {
  const size = columns.length;
  const width = columns[0].length / counts[0];
  const values = new Float32Array(tokens * size * width);
  columns.forEach((rows, column) => {
    for (let t = 0; t < counts[column]; t++)
      values.set(rows.subarray(t * width, (t + 1) * width), (t * size + column) * width);
  });
  return tensor('float32', [tokens, size, width], values);
}
