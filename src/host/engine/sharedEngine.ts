// The engine for short calls (looking at files and runs, evaluating, predicting): one thread, started with the first
// call and ended when nobody has needed it for a while. Trainings have threads of their own.

import type { EngineContract } from '../../protocol/engine';
import { LabError } from '../../protocol/labError';
import type { EngineThread, StartEngine } from './engineThread';

type Calls = EngineContract['calls'];
export type EngineProgress = EngineContract['events']['progress'];

export interface CallOptions {
  signal?: AbortSignal;
  /** Progress of the thread, not of this call alone. */
  onProgress?: (progress: EngineProgress) => void;
}

export interface SharedEngineOptions {
  start: StartEngine;
  onLog(event: EngineContract['events']['log']): void;
  /** How long a thread nobody uses is kept, in milliseconds. */
  idleMs: number;
}

export class SharedEngine {
  private thread?: EngineThread;
  private waiting = 0;
  private idle?: ReturnType<typeof setTimeout>;
  private readonly onProgress = new Set<(progress: EngineProgress) => void>();
  private disposed = false;

  constructor(private readonly options: SharedEngineOptions) {}

  /** True while a thread lives; for tests and for the promise that none is started early. */
  get started(): boolean {
    return this.thread !== undefined;
  }

  async call<K extends keyof Calls & string>(
    name: K,
    request: Calls[K]['request'],
    { signal, onProgress }: CallOptions = {},
  ): Promise<Calls[K]['reply']> {
    if (this.disposed) throw new LabError('CLOSED', 'NLP Lab is shutting down.');
    clearTimeout(this.idle);
    const thread = (this.thread ??= this.start());
    if (onProgress) this.onProgress.add(onProgress);
    this.waiting++;
    try {
      return await thread.client.call(name, request, signal);
    } finally {
      this.waiting--;
      if (onProgress) this.onProgress.delete(onProgress);
      if (this.waiting === 0) this.idle = setTimeout(() => void this.end(), this.options.idleMs);
    }
  }

  private start(): EngineThread {
    const thread = this.options.start({
      progress: (progress) => this.onProgress.forEach((listener) => listener(progress)),
      log: this.options.onLog,
    });
    void thread.gone.then(() => {
      if (this.thread === thread) this.thread = undefined;
    });
    return thread;
  }

  private async end(): Promise<void> {
    clearTimeout(this.idle);
    const thread = this.thread;
    this.thread = undefined;
    await thread?.end();
  }

  async dispose(): Promise<void> {
    this.disposed = true;
    await this.end();
  }
}
