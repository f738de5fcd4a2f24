// The calls that ask about words: neighbours, analogies, arithmetic, the odd one out, similarity.

import { LabError } from '../../../protocol/labError';
import type { NeighborsReply, VectorMeasure } from '../../../protocol/wordQueries';
import { evaluateArithmetic } from '../../embeddings/vectors/arithmetic';
import { nearest, type NearestRow } from '../../embeddings/vectors/nearest';
import {
  analogy as solveAnalogy,
  oddOneOut as findOdd,
  similarity as measureSimilarity,
} from '../../embeddings/vectors/relations';
import { meanVector } from '../../embeddings/vectors/textVectors';
import { rowOf, rowOfWord, vectorOf, type VectorSet } from '../../embeddings/vectors/vectorSet';
import { WordTable } from '../../embeddings/vectors/wordTable';
import type { Opened, TextVector, VectorsCall } from './openedVectors';
import { requireRow, requireWhole } from './rows';
import { entryOf } from './words';

const DEFAULT_K = 10;
const MOST_K = 10_000;

interface Asked {
  of: NeighborsReply['of'];
  vector: ArrayLike<number>;
}

export const neighbors: VectorsCall<'neighbors'> = async (
  { vectors, word, row, k = DEFAULT_K, measure = 'cosine' },
  { opened, signal },
) => {
  const { set, textVector } = opened.get(vectors);
  if (row !== undefined) {
    requireRow(set, row);
    return nearestTo(set, { of: [{ word: set.words.word(row), row }], vector: rowOf(set, row) }, k, measure);
  }
  if (word === undefined || word === '') throw new LabError('INVALID_ARGUMENT', 'No word is given; give one.');
  if (textVector) return nearestTo(set, { of: [{ word }], vector: await textVector(word, { signal }) }, k, measure);
  return nearestTo(set, askedText(set, word), k, measure);
};

/** A word, one made of n-grams, or a text of several words. */
function askedText(set: VectorSet, text: string): Asked {
  const isWord = !/\s/u.test(text) || rowOfWord(set, text) >= 0;
  const single = isWord ? vectorOf(set, text) : undefined;
  if (single)
    return { of: [single.row >= 0 ? { word: text, row: single.row } : { word: text }], vector: single.vector };
  const { vector, words } = meanVector(set, text);
  return { of: words.map(({ word, row }) => (row >= 0 ? { word, row } : { word })), vector };
}

function nearestTo(set: VectorSet, { of, vector }: Asked, k: number, measure: VectorMeasure): NeighborsReply {
  const started = performance.now();
  requireWhole('k', k, 1, MOST_K);
  const exclude = of.flatMap(({ row }) => row ?? []);
  return replyOf(set, { of, measure, found: nearest(set, vector, { k, measure, exclude }), started });
}

interface Found {
  of: NeighborsReply['of'];
  measure: VectorMeasure;
  found: readonly NearestRow[];
  started: number;
}

function replyOf(set: VectorSet, { of, measure, found, started }: Found): NeighborsReply {
  const excluded = new Set(of.flatMap(({ row }) => row ?? []));
  return {
    ...{ of, measure },
    neighbors: found.map(({ row, value }) => ({ ...entryOf(set, row), value })),
    compared: set.words.size - excluded.size,
    seconds: (performance.now() - started) / 1000,
  };
}

export const analogy: VectorsCall<'analogy'> = async (request, { opened }) => {
  const { vectors, a, b, c, k = DEFAULT_K, method = 'add' } = request;
  const started = performance.now();
  const { set } = opened.get(vectors);
  requireWhole('k', k, 1, MOST_K);
  const found = await solveAnalogy(set, [a, b, c], { k, method });
  const of = [a, b, c].map((word) => {
    const row = rowOfWord(set, word);
    return row >= 0 ? { word, row } : { word };
  });
  return replyOf(set, { of, measure: 'cosine', found, started });
};

export const arithmetic: VectorsCall<'arithmetic'> = (request, { opened }) => {
  const { vectors, expression, k = DEFAULT_K, measure = 'cosine' } = request;
  const { set } = opened.get(vectors);
  const { vector, words } = evaluateArithmetic(set, expression);
  return nearestTo(
    set,
    { of: words.map(({ word, row }) => (row >= 0 ? { word, row } : { word })), vector },
    k,
    measure,
  );
};

export const oddOneOut: VectorsCall<'oddOneOut'> = async ({ vectors, words }, { opened, signal }) =>
  findOdd(await setFor(opened.get(vectors), words, { signal }), words);

export const similarity: VectorsCall<'similarity'> = async ({ vectors, a, b }, { opened, signal }) =>
  measureSimilarity(await setFor(opened.get(vectors), [a, b], { signal }), a, b);

/** The vectors in which what is asked about has a row or words: of texts those that are asked about, made anew. */
async function setFor(
  { set, textVector }: Opened,
  asked: readonly string[],
  context: Parameters<TextVector>[1],
): Promise<VectorSet> {
  if (!textVector) return set;
  const texts = [...new Set(asked)];
  const values = new Float32Array(texts.length * set.dimensions);
  for (const [row, text] of texts.entries()) values.set(await textVector(text, context), row * set.dimensions);
  return { words: WordTable.of(texts), values, dimensions: set.dimensions };
}
