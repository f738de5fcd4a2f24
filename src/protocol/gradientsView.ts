// The contract between the extension host and the view of gradients, under the rules of views.ts.

import type { TypedText, WatchLine } from './gradients';
import type { Notice, SharedCalls } from './views';

export interface WatchedRun {
  id: string;
  name: string;
  /** By rising step; of many the ones that a picture tells apart. */
  lines: WatchLine[];
  /** How many were recorded. */
  total: number;
  /** The batch whose look at the best checkpoint is the only line, where nothing was recorded. */
  batch?: number;
  /** The same of a text. */
  typed?: TypedText;
  /** What a text needs to be looked at, where it can be: nothing else, or its right answer. */
  reads?: 'texts' | 'answered texts';
}

export interface WatchedRuns {
  runs: WatchedRun[];
  /** False where as many are shown as can be told apart. */
  canAdd: boolean;
}

/** Several runs are told apart by colours and places. */
export const MOST_RUNS = 4;

export interface GradientsViewContract {
  calls: SharedCalls & {
    /** Asks the person for one more run. */
    add: { request: Record<string, never>; reply: Record<string, never> };
    remove: { request: { index: number }; reply: Record<string, never> };
    openRun: { request: { index: number }; reply: Record<string, never> };
    /** Looks inside a run that recorded nothing, at its best checkpoint, on one batch of its training part. */
    look: { request: { index: number; batch: number }; reply: Record<string, never> };
    /** The same with a text, whether there are recordings or not. */
    lookAt: { request: { index: number } & TypedText; reply: Record<string, never> };
    cancel: { request: Record<string, never>; reply: Record<string, never> };
    again: { request: Record<string, never>; reply: Record<string, never> };
  };
  events: { notice: Notice; watched: WatchedRuns };
}
