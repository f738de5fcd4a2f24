// The answers of a teacher to the sentences of a batch, and sentences that have no other ones.

import type { EncodedSentences } from '../../data/tagged/tagBatches';
import type { TaggedSentence } from '../../data/tagged/taggedSentence';
import type { Window } from '../../data/tagged/windows';
import type { WordTable } from '../../data/tagged/wordTable';
import { TEACHER } from '../../nn/distillation';
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

/** @param sentences whose answers lie one behind the other @param tags how many there are */
export function tagTeacher({ read }: PreparedLessons, sentences: readonly TaggedSentence[], tags: number) {
  const starts = new Int32Array(sentences.length);
  for (let i = 1; i < sentences.length; i++) starts[i] = starts[i - 1] + sentences[i - 1].tokens.length;
  /** @param length tokens of the longest part */
  return (windows: readonly Window[], length: number): Feeds => {
    const size = windows.length;
    const scores = new Float32Array(length * size * tags); // [tokens, batch, tags]
    windows.forEach(({ sentence, start, end }, column) => {
      const rows = new Float32Array((end - start) * tags);
      read(starts[sentence] + start, rows);
      for (let t = 0; t < end - start; t++)
        scores.set(rows.subarray(t * tags, (t + 1) * tags), (t * size + column) * tags);
    });
    return { [TEACHER]: tensor('float32', [length, size, tags], scores) };
  };
}
