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

/** UTF-16 units of texts that are cut between two pauses, a few milliseconds' work; a longer text is cut in one go. */
export const UNITS_A_STEP = 1 << 15;

/** Steps between two pauses: some ten milliseconds of work. */
export const PAUSE_EVERY = 1 << 15;

type Counted = { word: string; count: number };

/** Most frequent first, ties by code units: the same order wherever the words came from. */
export function* sortedWords(counts: WordCounts): Training<Counted[]> {
  const all: Counted[] = [];
  for (const [word, { count }] of counts) {
    all.push({ word, count });
    if (all.length % PAUSE_EVERY === 0) yield 0;
  }
  return yield* sortInSteps(all, (a, b) => b.count - a.count || (a.word < b.word ? -1 : a.word > b.word ? 1 : 0), 0);
}

/** Sorted copies of parts, merged; stable. All steps tell the same `progress`. */
export function* sortInSteps<T>(all: readonly T[], compare: (x: T, y: T) => number, progress: number): Training<T[]> {
  let runs: T[][] = [];
  for (let from = 0; from < all.length; from += PAUSE_EVERY) {
    runs.push(all.slice(from, from + PAUSE_EVERY).sort(compare));
    yield progress;
  }
  while (runs.length > 1) {
    const merged: T[][] = [];
    for (let i = 0; i < runs.length; i += 2)
      merged.push(i + 1 < runs.length ? yield* mergeSorted(runs[i], runs[i + 1], compare, progress) : runs[i]);
    runs = merged;
  }
  return runs[0] ?? [];
}

function* mergeSorted<T>(
  a: readonly T[],
  b: readonly T[],
  compare: (x: T, y: T) => number,
  progress: number,
): Training<T[]> {
  const merged: T[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    merged.push(j === b.length || (i < a.length && compare(a[i], b[j]) <= 0) ? a[i++] : b[j++]);
    if (merged.length % PAUSE_EVERY === 0) yield progress;
  }
  return merged;
}

/** The characters to learn: the most frequent where there is a limit, ties by code point; in order of code points. */
export function* alphabetOf(counts: WordCounts, limit: number): Training<string[]> {
  const units = new Float64Array(0x10000); // how often each code point of one unit occurs, and those of two below
  const beyond = new Map<number, number>();
  let work = 0;
  for (const [word, { count }] of counts) {
    for (let at = 0; at < word.length; at++) {
      const point = word.codePointAt(at) ?? 0;
      if (point < 0x10000) units[point] += count;
      else {
        beyond.set(point, (beyond.get(point) ?? 0) + count);
        at++;
      }
    }
    work += word.length;
    if (work > 16 * PAUSE_EVERY) {
      work = 0;
      yield 0;
    }
  }
  const byCount = [...units.entries()].filter(([, count]) => count > 0);
  for (const entry of beyond) byCount.push(entry);
  byCount.sort(([a, m], [b, n]) => n - m || a - b);
  const kept = limit > 0 ? byCount.slice(0, limit) : byCount;
  return kept
    .map(([point]) => point)
    .sort((a, b) => a - b)
    .map((point) => String.fromCodePoint(point));
}
