// Words and their vectors in memory: one array of numbers, one table of words. Never changed once it is made.

import { LabError } from '../../../protocol/labError';
import { nearWords } from './nearWords';
import type { WordTable } from './wordTable';

export interface VectorSet {
  readonly words: WordTable;
  /** float32 [words, dimensions], row-major. */
  readonly values: Float32Array;
  readonly dimensions: number;
  /** How often each word was seen in its corpus, where known; rows then stand by falling count. */
  readonly counts?: Float64Array;
  /** Of sentence vectors: the 1-based line of each row. */
  readonly lines?: Int32Array;
  /** Of a run's texts: of each row its file, as a number among those that were read, and its label, '' where it has none. */
  readonly files?: Int32Array;
  readonly labels?: readonly string[];
  /** Whether the labels are numbers, and no classes that numbers name. */
  readonly areNumbers?: boolean;
  /** The vector of a word that is not in the table, where the model can make one; undefined where it cannot. */
  readonly unseen?: (word: string) => Float32Array | undefined;
}

type Rows = Pick<VectorSet, 'values' | 'dimensions'>;

const allNorms = new WeakMap<Rows, Float64Array>();

/** Euclidean length of each row, computed once. */
export function normsOf(set: Rows): Float64Array {
  let norms = allNorms.get(set);
  if (!norms) {
    norms = rowNorms(set.values, set.dimensions);
    allNorms.set(set, norms);
  }
  return norms;
}

/** @param values [rows, dimensions] */
function rowNorms(values: Float32Array, dimensions: number): Float64Array {
  const norms = new Float64Array(values.length / dimensions);
  for (let row = 0, at = 0; row < norms.length; row++) {
    let sum = 0;
    for (const end = at + dimensions; at < end; at++) sum += values[at] * values[at];
    norms[row] = Math.sqrt(sum);
  }
  return norms;
}

/** A view of one row. */
export function rowOf({ values, dimensions }: VectorSet, row: number): Float32Array {
  return values.subarray(row * dimensions, (row + 1) * dimensions);
}

/** The row of a word, also where its letters are put together in another way (NFC, NFD); -1 without one. */
export function rowOfWord({ words }: VectorSet, word: string): number {
  const row = words.find(word);
  if (row >= 0) return row;
  for (const form of ['NFC', 'NFD']) {
    const other = word.normalize(form);
    const found = other === word ? -1 : words.find(other);
    if (found >= 0) return found;
  }
  return -1;
}

/** The vector of a word and its row, or -1 where its n-grams made it; undefined for words without a vector. */
export function vectorOf(set: VectorSet, word: string): { row: number; vector: Float32Array } | undefined {
  const row = rowOfWord(set, word);
  if (row >= 0) return { row, vector: rowOf(set, row) };
  const vector = set.unseen?.(word.normalize('NFC'));
  return vector && { row: -1, vector };
}

/** As `vectorOf`; fails with `NOT_FOUND`, naming words that are spelled nearly so where there are any. */
export function requireVector(set: VectorSet, word: string): { row: number; vector: Float32Array } {
  const found = vectorOf(set, word);
  if (found) return found;
  const near = nearWords(set, word);
  const { size } = set.words;
  const meant = near.map((other) => `"${other}"`).join(', ');
  const message =
    near.length > 0
      ? `The word "${word}" has no vector among these ${size} words. Did you mean ${meant}?`
      : `The word "${word}" has no vector among these ${size} words. Check its spelling and case.`;
  throw new LabError('NOT_FOUND', message, { near });
}

/** The row scaled to length 1; zeros stay zeros. */
export function unit(vector: ArrayLike<number>): Float64Array {
  const copy = Float64Array.from(vector);
  let sum = 0;
  for (const value of copy) sum += value * value;
  const norm = Math.sqrt(sum);
  return norm > 0 ? copy.map((value) => value / norm) : copy;
}

export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
