import type { SpawnOptions } from 'node:child_process';

export type Ending = 'passed' | 'failed' | 'hung' | 'spent' | 'stopped';

export interface Timers {
  setTimeout(callback: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}

export interface WatchedOptions {
  /** How long the command may go without moving. */
  limitMs: number;
  /**
   * Calls `moved` whenever something has moved, and `spent` once the command has taken all it may, until what it returns is called; without
   * it the limit is for the whole command.
   */
  watch?: (moved: () => void, command: { pid: number | undefined; spent: () => void }) => () => void;
  /** Gives the run up. */
  signal?: AbortSignal;
  spawn?: SpawnOptions;
  timers?: Timers;
}

/** Runs a program with its arguments as a process group; resolves once nothing of it is left. */
export function runWatched(command: string[], options: WatchedOptions): Promise<Ending>;
