// What a command is given of the outside world, so that tests can give it something else. Plain interfaces only.

import type { StartEngine } from '../protocol/engineThread';
import type { Isolation } from '../protocol/processPort';

interface TextStream {
  write(text: string): unknown;
  isTTY?: boolean;
  columns?: number;
}

export interface Surroundings {
  /** Relative paths in arguments start here. */
  cwd: string;
  version(): string;
  stdout: TextStream;
  stderr: TextStream;
  /** Colour and weight in what people read. */
  styled: boolean;
  /** Milliseconds, for throttling only. */
  now(): number;
  /** Aborted by the first Ctrl+C, or with the reason `READER_GONE`: stop in good order. */
  stop: AbortSignal;
  readStdin(): Promise<Buffer>;
  startEngine: StartEngine;
}

/** What the program is given: which engine a command starts, its arguments say. */
export interface OuterSurroundings extends Omit<Surroundings, 'startEngine'> {
  engines: Record<Isolation, StartEngine>;
}

/** Nobody reads standard output any more (`nlp-lab ... | head`): no failure, and nothing to say. */
export const READER_GONE = 'reader gone';

/** 0: done (a run stopped on request included); 1: failed while running; 2: arguments, experiment or data are wrong. */
export type ExitCode = 0 | 1 | 2;
