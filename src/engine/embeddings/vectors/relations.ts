// Questions about several words: analogies, the odd one out, similarity of words and texts.

import { LabError } from '../../../protocol/labError';
import type { AnalogyMethod, OddOneOutReply, SimilarityReply } from '../../../protocol/wordQueries';
import { plainProducts, queriesAtOnce, type CreateProducts } from '../../analysis/products';
import { greatest, type NearestRow } from './nearest';
import { meanVector } from './textVectors';
import { dot, normsOf, requireVector, unit, vectorOf, type VectorSet } from './vectorSet';

/** Keeps the quotient of 3CosMul finite (Levy and Goldberg 2014, equation 4; the value is gensim's). */
const EPSILON = 1e-6;

export interface AnalogyOptions {
  k: number;
  method: AnalogyMethod;
  /** Only the first so many rows are answers. */
  restrict?: number;
  createProducts?: CreateProducts;
}

/** The vectors of a, b and c, and rows that are no answers. */
export interface AnalogyQuery {
  vectors: readonly ArrayLike<number>[];
  exclude: readonly number[];
}

/** The words d for which a is to b as c is to d, best first. The three words themselves are left out. */
export async function analogy(
  set: VectorSet,
  words: readonly [string, string, string],
  options: AnalogyOptions,
): Promise<NearestRow[]> {
  const [a, b, c] = words.map((word) => requireVector(set, word));
  const query = { vectors: [a.vector, b.vector, c.vector], exclude: [a.row, b.row, c.row] };
  for await (const { found } of analogies(set, [query], options)) return found;
  return [];
}

/** The answers to many questions, in order. */
export async function* analogies(
  set: VectorSet,
  queries: readonly AnalogyQuery[],
  { k, method, restrict = Infinity, createProducts = plainProducts }: AnalogyOptions,
): AsyncGenerator<{ index: number; found: NearestRow[] }, void, void> {
  const { dimensions, values } = set;
  const count = Math.min(restrict, set.words.size);
  const norms = normsOf(set);
  const products = await createProducts({ count, dimensions, values: values.subarray(0, count * dimensions) });
  const scores = new Float64Array(count);
  const each = method === 'add' ? 1 : 3;
  const most = Math.max(1, Math.floor(queriesAtOnce(count) / each));
  const block = new Float32Array(most * each * dimensions);
  try {
    for (let first = 0; first < queries.length; first += most) {
      const part = queries.slice(first, first + most);
      part.forEach(({ vectors }, i) => block.set(queryRows(vectors, method), i * each * dimensions));
      const dots = await products.of(block.subarray(0, part.length * each * dimensions), part.length * each);
      for (const [i, { exclude }] of part.entries()) {
        const from = i * each * count;
        if (method === 'add') sumScores(dots, from, norms, scores);
        else productScores(dots, from, norms, scores);
        for (const row of exclude) if (row >= 0 && row < count) scores[row] = -Infinity;
        const found = greatest(scores, k).filter((row) => scores[row] > -Infinity);
        yield { index: first + i, found: found.map((row) => ({ row, value: scores[row] })) };
      }
    }
  } finally {
    await products.release();
  }
}

/** `add`: b - a + c of unit vectors, itself of length 1. `multiply`: the three unit vectors. */
function queryRows(vectors: AnalogyQuery['vectors'], method: AnalogyMethod): Float32Array {
  const [a, b, c] = vectors.map(unit);
  if (method === 'add') return Float32Array.from(unit(b.map((value, i) => value - a[i] + c[i])));
  return Float32Array.from([...a, ...b, ...c]);
}

/** 3CosAdd: cos(d, b - a + c) (Mikolov, Yih and Zweig 2013). */
function sumScores(dots: Float32Array, from: number, norms: Float64Array, scores: Float64Array): void {
  for (let row = 0; row < scores.length; row++) scores[row] = norms[row] > 0 ? dots[from + row] / norms[row] : 0;
}

/** 3CosMul: cos(d, b) cos(d, c) / (cos(d, a) + ε), cosines moved to 0..1 (Levy and Goldberg 2014, section 6). */
function productScores(dots: Float32Array, from: number, norms: Float64Array, scores: Float64Array): void {
  const count = scores.length;
  for (let row = 0; row < count; row++) {
    const scale = norms[row] > 0 ? 1 / norms[row] : 0;
    const toA = (1 + dots[from + row] * scale) / 2;
    const toB = (1 + dots[from + count + row] * scale) / 2;
    const toC = (1 + dots[from + 2 * count + row] * scale) / 2;
    scores[row] = (toB * toC) / (toA + EPSILON);
  }
}

/** The word farthest from the mean of all (of unit vectors, as gensim's `doesnt_match`). Needs two known words. */
export function oddOneOut(set: VectorSet, words: readonly string[]): OddOneOutReply {
  const found = words.map((word) => ({ word, vector: vectorOf(set, word)?.vector }));
  const unknown = found.filter(({ vector }) => !vector).map(({ word }) => word);
  const known = found.flatMap(({ word, vector }) => (vector ? [{ word, vector: unit(vector) }] : []));
  if (known.length < 2)
    throw new LabError(
      'NOT_FOUND',
      `To find the odd one out, at least two words with vectors are needed; ${known.length} of ${words.length} have one. ` +
        `Without: ${unknown.join(', ')}.`,
    );
  const mean = new Float64Array(set.dimensions);
  for (const { vector } of known) vector.forEach((value, i) => (mean[i] += value / known.length));
  const centre = unit(mean);
  const ranked = known.map(({ word, vector }) => ({ word, similarity: dot(vector, centre) }));
  const odd = ranked.reduce((least, entry) => (entry.similarity < least.similarity ? entry : least));
  return { odd: odd.word, words: ranked, unknown };
}

/** Of two words, or of the mean vectors of two texts. */
export function similarity(set: VectorSet, a: string, b: string): SimilarityReply {
  const [first, second] = [a, b].map((text) => meanVector(set, text));
  const [u, v] = [first.vector, second.vector];
  const lengths = Math.sqrt(dot(u, u) * dot(v, v));
  const product = dot(u, v);
  return {
    cosine: lengths > 0 ? product / lengths : 0,
    euclidean: Math.sqrt(u.reduce((sum, value, i) => sum + (value - v[i]) ** 2, 0)),
    dot: product,
    unknown: [...first.unknown, ...second.unknown],
  };
}
