// Texts as vectors: each the mean of its words' vectors.

import { LabError } from '../../../protocol/labError';
import type { CorpusText } from '../../text/corpus/corpusTexts';
import { appendText } from './shownText';
import { tryMeanVector } from './textVectors';
import type { VectorSet } from './vectorSet';
import { WordTable } from './wordTable';

export interface SentenceVectors {
  /** A row is a text, its `word` the text's start, its line that of the file. */
  set: VectorSet;
  /** Texts without a known word. */
  left: number;
  unknownWords: number;
}

/** Fails as `blocks` does and with `CANCELLED`. */
export async function sentenceVectors(
  words: VectorSet,
  blocks: AsyncIterable<readonly CorpusText[]>,
  { limit, signal }: { limit: number; signal?: AbortSignal },
): Promise<SentenceVectors> {
  const { dimensions } = words;
  const texts = new WordTable();
  const lines: number[] = [];
  let values = new Float32Array(1024 * dimensions);
  let left = 0;
  let unknownWords = 0;
  for await (const block of blocks) {
    if (signal?.aborted) throw new LabError('CANCELLED', 'Reading the texts was cancelled.');
    for (const { text, line } of block) {
      if (limit > 0 && texts.size >= limit) break;
      const mean = tryMeanVector(words, text);
      unknownWords += mean.unknown.length;
      if (mean.words.length === 0) {
        if (text.trim() !== '') left++;
        continue;
      }
      const at = texts.size * dimensions;
      if (at + dimensions > values.length) {
        const larger = new Float32Array(2 * values.length);
        larger.set(values);
        values = larger;
      }
      values.set(mean.vector, at);
      appendText(texts, text);
      lines.push(line);
    }
    if (limit > 0 && texts.size >= limit) break;
  }
  const used = values.subarray(0, texts.size * dimensions);
  return { set: { words: texts, values: used, dimensions, lines: Int32Array.from(lines) }, left, unknownWords };
}
