export interface WorkOptions {
  /** Processors' time that the command may take with all it starts. */
  mostMs: number;
  /** Called whenever it has worked for a while. */
  moved: () => void;
  /** Called once it has taken more. */
  spent: () => void;
}
export interface WorkWorld {
  /** Processors' time of a process and all that it has started, in milliseconds. */
  work: (pid: number) => number | undefined;
  timers: { setInterval(callback: () => void, ms: number): unknown; clearInterval(timer: unknown): void };
  now: () => number;
}
/** What it returns ends the watching, and says how long the command has worked, in milliseconds. */
export function watchWork(pid: number, options: WorkOptions, world?: Partial<WorkWorld>): () => number;
