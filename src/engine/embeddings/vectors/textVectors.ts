// The vector of a text: the mean of its words' vectors.

import { LabError } from '../../../protocol/labError';
import { forEachWord } from '../../text/corpus/words';
import { requireVector, rowOfWord, vectorOf, type VectorSet } from './vectorSet';

/** A vector set of a neural model knows how its texts were cut. */
export type CutText = (text: string) => string[];

const cutters = new WeakMap<VectorSet, CutText>();

/** Says how texts are cut into words of this set; otherwise runs of letters and digits are words. */
export function setCutter(set: VectorSet, cut: CutText): void {
  cutters.set(set, cut);
}

export interface MeanVector {
  vector: Float64Array;
  /** The words it is the mean of. */
  words: { word: string; row: number }[];
  unknown: string[];
}

/**
 * A text that is a word itself has that word's vector. Words not found as they stand are looked for in lower case.
 * Fails with `NOT_FOUND` where no word is known.
 */
export function meanVector(set: VectorSet, text: string): MeanVector {
  const mean = tryMeanVector(set, text);
  if (mean.words.length > 0) return mean;
  if (mean.unknown.length === 1) requireVector(set, mean.unknown[0]);
  throw new LabError('NOT_FOUND', `No word of "${text.slice(0, 80)}" has a vector. Check spelling and case.`);
}

export function tryMeanVector(set: VectorSet, text: string): MeanVector {
  const vector = new Float64Array(set.dimensions);
  const words: MeanVector['words'] = [];
  const unknown: string[] = [];
  const whole = rowOfWord(set, text);
  for (const word of whole >= 0 ? [text] : wordsOf(set, text)) {
    const found = vectorOf(set, word) ?? vectorOf(set, word.toLowerCase());
    if (!found) {
      unknown.push(word);
      continue;
    }
    words.push({ word, row: found.row });
    for (let i = 0; i < vector.length; i++) vector[i] += found.vector[i];
  }
  if (words.length > 1) for (let i = 0; i < vector.length; i++) vector[i] /= words.length;
  return { vector, words, unknown };
}

function wordsOf(set: VectorSet, text: string): string[] {
  const cut = cutters.get(set);
  if (cut) return cut(text);
  const words: string[] = [];
  forEachWord(text, (start, end) => words.push(text.slice(start, end)));
  if (words.length === 0 && text.trim() !== '') words.push(text.trim());
  return words;
}
