// The engine for short calls (looking at files and runs, evaluating, predicting): one thread, started with the first
// call and ended when nobody has needed it for a while. Trainings have threads of their own.

import type { EngineContract } from '../../protocol/engine';
import { LabError } from '../../protocol/labError';
import type { CallOptions, ProgressOf } from '../../protocol/rpc';
import type { EngineThread, StartEngine } from './engineThread';

type Calls = EngineContract['calls'];

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
  private disposed = false;

  constructor(private readonly options: SharedEngineOptions) {}

  /** True while a thread lives; for tests and for the promise that none is started early. */
  get started(): boolean {
    return this.thread !== undefined;
  }

  async call<K extends keyof Calls & string>(
    name: K,
    request: Calls[K]['request'],
    options: CallOptions<ProgressOf<EngineContract, K>> = {},
  ): Promise<Calls[K]['reply']> {
    if (this.disposed) throw new LabError('CLOSED', 'NLP Lab is shutting down.');
    clearTimeout(this.idle);
    const thread = (this.thread ??= this.start());
    this.waiting++;
    try {
      return await thread.client.call(name, request, options);
    } finally {
      this.waiting--;
      if (this.waiting === 0) this.idle = setTimeout(() => void this.end(), this.options.idleMs);
    }
  }

  private start(): EngineThread {
    const thread = this.options.start({ log: this.options.onLog });
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
