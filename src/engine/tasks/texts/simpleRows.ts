// Texts as the rows that simple models learn from: tf-idf of words, and of pairs the cosine of tf-idf of characters.

import type { VectorizerOptions } from '../../schema/vectorizer';
import { vectorizerKeys } from '../../schema/vectorizer';
import { rowAt, type Rows } from '../../text/rows';
import type { Tokenizer } from '../../text/tokenizer';
import { sparseRowsBuilder, type SparseRows } from '../../text/vectorizers/sparseRows';
import { fitVectorizer } from '../../text/vectorizers/vectorizer';
import { inSteps } from '../../train/inSteps';
import { allTexts } from '../../data/severalTexts';
import type { AroundTexts } from './aroundTexts';
import { surroundingsOf } from './vectorizing';
import { z } from 'zod';

interface Example {
  texts: readonly string[];
}

export interface SimpleData {
  experiment: Pick<AroundTexts, 'tokenizer' | 'training'>;
  train: Rows<Example>;
  /** What the run was judged on. */
  asked: Rows<Example>;
  tokenizer: Tokenizer;
  signal: AbortSignal;
}

export interface SimpleRows {
  train: SparseRows;
  asked: SparseRows;
}

const tfidf = z.object(vectorizerKeys('tfidf', 1));

/** tf-idf of the run's tokens; of pairs that of the first text beside that of the second. Fails with `CANCELLED`. */
export async function tfidfRows(data: SimpleData): Promise<SimpleRows> {
  const { fitted, asked } = await vectorsOf(data, tfidf.parse({}));
  const count = rowAt(data.train, 0).texts.length;
  return { train: sideBySide(fitted, count), asked: sideBySide(asked, count) };
}

/** Characters of texts that are alike stand in the same order, whatever the endings. */
const characters = tfidf.parse({ tokenPattern: '.', ngramRange: [2, 4], sublinearTf: true });

/** Of pairs: the cosine of the texts' tf-idf of 2 to 4 characters in a row, `[examples, 1]`. Fails with `CANCELLED`. */
export async function cosineRows(data: SimpleData): Promise<SimpleRows> {
  const { fitted, asked } = await vectorsOf(data, characters);
  return { train: cosines(fitted), asked: cosines(asked) };
}

async function vectorsOf({ experiment, train, asked, tokenizer, signal }: SimpleData, options: VectorizerOptions) {
  const quietly = { phase: '', progress: () => undefined, signal };
  const counting = fitVectorizer(allTexts(train), options, surroundingsOf(experiment, tokenizer));
  const { vectorizer, rows } = await inSteps(counting, quietly);
  return { fitted: rows, asked: await inSteps(vectorizer.vectorsInSteps(allTexts(asked)), quietly) };
}

/** The rows of each example's texts in one row. */
function sideBySide(rows: SparseRows, count: number): SparseRows {
  if (count === 1) return rows;
  const { starts, indices, values, columns } = rows;
  const builder = sparseRowsBuilder(rows.rows / count);
  for (let text = 0; text < rows.rows; text++) {
    const offset = (text % count) * columns;
    for (let at = starts[text]; at < starts[text + 1]; at++) builder.add(offset + indices[at], values[at]);
    if (text % count === count - 1) builder.endRow();
  }
  return builder.finish(columns * count);
}

/** u·v of each two rows, whose lengths are 1 or 0. */
function cosines({ rows, starts, indices, values }: SparseRows): SparseRows {
  const builder = sparseRowsBuilder(rows / 2);
  for (let pair = 0; pair < rows / 2; pair++) {
    let [a, b] = [starts[2 * pair], starts[2 * pair + 1]];
    const [endA, endB] = [b, starts[2 * pair + 2]];
    let sum = 0;
    while (a < endA && b < endB)
      if (indices[a] === indices[b]) sum += values[a++] * values[b++];
      else if (indices[a] < indices[b]) a++;
      else b++;
    builder.add(0, sum);
    builder.endRow();
  }
  return builder.finish(1);
}
