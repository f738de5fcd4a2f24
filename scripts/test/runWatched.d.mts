import type { SpawnOptions } from 'node:child_process';

export type Ending = 'passed' | 'failed' | 'hung' | 'stopped';

export interface Timers {
  setTimeout(callback: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}

export interface WatchedOptions {
  /** How long the command may go without moving. */
  limitMs: number;
  /** Calls `moved` whenever something has moved, until what it returns is called; without it the limit is for the whole command. */
  watch?: (moved: () => void) => () => void;
  /** Gives the run up. */
  signal?: AbortSignal;
  spawn?: SpawnOptions;
  timers?: Timers;
}

/** Runs a program with its arguments as a process group; resolves once nothing of it is left. */
export function runWatched(command: string[], options: WatchedOptions): Promise<Ending>;
