import type { Ending } from './runWatched.mjs';

/** A test or a hook that begins or has ended, or the end of them all. */
export interface Result {
  kind: 'begun' | 'ended' | 'passed' | 'failed' | 'skipped' | 'end' | 'figure';
  title?: string;
}
export interface Judgement {
  passed: number;
  failed: number;
  skipped: string[];
  problems: string[];
}
export function readResults(file: string): Result[];
/** What a stage has measured, in words. */
export function figuresIn(results: Result[]): string[];
/** Makes the file, and says when it grows, until what it returns is called. */
export function watchResults(file: string, moved: () => void): () => void;
/** What results say together; `limit` in words, for what hung. */
export function judge(results: Result[], ending: Ending, limit: string): Judgement;
