// The engine for short calls (looking at files and runs, evaluating, predicting): one thread, started with the first
// call and ended when nobody has needed it for a while. Trainings have threads of their own.

import type { EngineContract } from '../../protocol/engine';
import type { EngineThread, StartEngine } from '../../protocol/engineThread';
import { LabError } from '../../protocol/labError';
import type { CallOptions, ProgressOf } from '../../protocol/rpc';

type Calls = EngineContract['calls'];

export interface SharedEngineOptions {
  start: StartEngine;
  onLog(event: EngineContract['events']['log']): void;
  /** How long a thread nobody uses is kept, in milliseconds. */
  idleMs: number;
}

export class SharedEngine {
  private thread?: EngineThread;
  /** Calls that are not answered yet, and holds. */
  private needed = 0;
  private idle?: ReturnType<typeof setTimeout>;
  private disposed = false;
  private readonly listeners = new Set<() => void>();

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
    const thread = (this.thread ??= this.start());
    const letGo = this.hold();
    try {
      return await thread.client.call(name, request, options);
    } finally {
      letGo();
    }
  }

  /** Keeps the thread, and what it remembers, until what is given is called. */
  hold(): () => void {
    clearTimeout(this.idle);
    this.needed++;
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.needed--;
      if (this.needed === 0 && !this.disposed) this.idle = setTimeout(() => void this.end(), this.options.idleMs);
    };
  }

  /** The folder has become trusted, which a thread that lives does not know. */
  async allowPersonCode(): Promise<void> {
    await this.thread?.client.call('allowPersonCode', {}).catch(() => undefined); // one that has ended needs none
  }

  /** Calls `listener` when a thread has ended or died: what it remembered is forgotten. */
  onGone(listener: () => void): void {
    this.listeners.add(listener);
  }

  private start(): EngineThread {
    const thread = this.options.start({ log: this.options.onLog });
    void thread.gone.then(() => {
      if (this.thread === thread) this.forget();
    });
    return thread;
  }

  private forget(): void {
    this.thread = undefined;
    for (const listener of this.listeners) listener();
  }

  private async end(): Promise<void> {
    clearTimeout(this.idle);
    const { thread } = this;
    if (!thread) return;
    this.forget();
    await thread.end();
  }

  async dispose(): Promise<void> {
    this.disposed = true;
    await this.end();
  }
}
