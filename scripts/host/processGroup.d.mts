import type { ChildProcess, SpawnOptions } from 'node:child_process';

/** A child process with all it starts. */
export interface ProcessGroup {
  child: ChildProcess;
  /** Resolves when the child itself has ended. */
  ended: Promise<unknown>;
  /** Asks the whole group to end, and after a grace makes it. */
  end(): Promise<void>;
}
export function startGroup(command: string, args: string[], options: SpawnOptions): ProcessGroup;
