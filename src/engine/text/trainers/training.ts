// What all trainers share: counted words in, progress and cancelling.

import { LabError } from '../../../protocol/labError';

/** How often each word occurs; the order does not matter to any trainer. */
export type WordCounts = ReadonlyMap<string, { count: number }>;

export interface TrainingContext {
  /** Called now and then, with 0..1. */
  onProgress?(fraction: number): void;
  signal?: AbortSignal;
}

export interface SubwordOptions {
  /** Upper bound, special tokens included. */
  vocabularySize: number;
  /** Pairs, or pieces, seen less often are not learned. */
  minFrequency: number;
  specialTokens: readonly string[];
  /** At most this many different characters, the most frequent (0: all). */
  alphabetLimit: number;
}

/** Most frequent first, ties by code units: the same order wherever the words came from. */
export function sortedWords(counts: WordCounts): { word: string; count: number }[] {
  return [...counts]
    .map(([word, { count }]) => ({ word, count }))
    .sort((a, b) => b.count - a.count || (a.word < b.word ? -1 : a.word > b.word ? 1 : 0));
}

/** A training as steps: yields how far it is, 0..1, a few times a second, and in the end returns what it learned. */
export type Training<T> = Generator<number, T, void>;

/** Runs to the end at once. */
export function finishTraining<T>(training: Training<T>): T {
  for (;;) {
    const { done, value } = training.next();
    if (done) return value;
  }
}

/** Lets messages through between steps, so that a cancel is seen; then fails with `CANCELLED`. */
export async function runTraining<T>(training: Training<T>, { onProgress, signal }: TrainingContext): Promise<T> {
  for (;;) {
    const { done, value } = training.next();
    if (done) return value;
    onProgress?.(value);
    await new Promise((resolve) => setImmediate(resolve));
    if (signal?.aborted) throw new LabError('CANCELLED', 'Training the tokenizer was cancelled.');
  }
}

/** The characters to learn: the most frequent where there is a limit, ties by code point; in order of code points. */
export function alphabetOf(words: readonly { word: string; count: number }[], limit: number): string[] {
  const counts = new Map<string, number>();
  for (const { word, count } of words)
    for (const character of word) counts.set(character, (counts.get(character) ?? 0) + count);
  const point = (character: string): number => character.codePointAt(0) ?? 0;
  const byCount = [...counts].sort(([a, m], [b, n]) => n - m || point(a) - point(b));
  const kept = limit > 0 ? byCount.slice(0, limit) : byCount;
  return kept.map(([character]) => character).sort((a, b) => point(a) - point(b));
}
