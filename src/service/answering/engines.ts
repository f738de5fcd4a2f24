// The engines of a service, each a thread of its own, since a session blocks the thread that runs it. One that dies is started anew; one
// that dies again and again is not.

import type { EngineContract } from '../../protocol/engine';
import type { EngineThread, StartEngine } from '../../protocol/engineThread';
import type { Client } from '../../protocol/rpc';
import { unavailable } from './refusals';

/** So many deaths within so many milliseconds, and an engine stays away for the rest of them. */
const MOST_DEATHS = 3;
const DEATHS_WITHIN_MS = 60_000;

export type EngineClient = Client<EngineContract>;

export interface Engine {
  readonly client: EngineClient;
  /** Answering a batch. */
  isBusy: boolean;
  /** Texts that it goes on with. */
  streams: number;
}

interface EnginesOptions {
  start: StartEngine;
  count: number;
  /** Prepares an engine before it is asked. */
  prepare(client: EngineClient): Promise<void>;
  /** An engine has become free, or has come. */
  onFree(): void;
  log(level: 'info' | 'warn' | 'error', message: string): void;
  now?(): number;
}

export class Engines {
  private all: Engine[] = [];
  /** Also of engines that cannot be asked yet. */
  private readonly threads = new Set<EngineThread>();
  private readonly deaths: number[] = [];
  private isEnding = false;

  constructor(private readonly options: EnginesOptions) {}

  /** Fails as `prepare` does for the first. */
  async start(): Promise<void> {
    await Promise.all(Array.from({ length: this.options.count }, () => this.startOne()));
  }

  /** Those that can be asked. */
  get ready(): readonly Engine[] {
    return this.all;
  }

  get idle(): Engine | undefined {
    return this.all.find(({ isBusy }) => !isBusy);
  }

  /** The one with the fewest texts to go on with. Fails where there is none. */
  leastStreaming(): Engine {
    const [first, ...others] = this.all;
    if (first === undefined) throw unavailable('The engine is being started anew. Try again in a few seconds.', 3);
    return others.reduce((least, each) => (each.streams < least.streams ? each : least), first);
  }

  /** Whether it has died so often that it is not started again for now. */
  get hasGivenUp(): boolean {
    return this.recentDeaths() >= MOST_DEATHS;
  }

  async end(): Promise<void> {
    this.isEnding = true;
    await Promise.all(Array.from(this.threads, (thread) => thread.end()));
  }

  private recentDeaths(): number {
    const now = (this.options.now ?? performance.now.bind(performance))();
    while (this.deaths.length > 0 && now - this.deaths[0] > DEATHS_WITHIN_MS) this.deaths.shift();
    return this.deaths.length;
  }

  private async startOne(): Promise<void> {
    const { start, prepare, onFree, log, now = performance.now.bind(performance) } = this.options;
    const thread = start({
      log: ({ level, message }) => log(level === 'warning' ? 'warn' : level, message),
    });
    const engine: Engine = { client: thread.client, isBusy: false, streams: 0 };
    this.threads.add(thread);
    void thread.gone.then((reason) => {
      this.threads.delete(thread);
      this.all = this.all.filter((other) => other !== engine);
      if (this.isEnding) return;
      this.deaths.push(now());
      log('error', reason);
      this.startAgain();
    });
    try {
      await prepare(thread.client);
    } catch (error) {
      if (!this.isEnding) void thread.end();
      throw error;
    }
    if (this.isEnding) return;
    this.all.push(engine);
    onFree();
  }

  private startAgain(): void {
    if (this.isEnding) return;
    if (this.hasGivenUp) {
      this.options.log('error', 'The engine died again and again; it is started anew in a minute.');
      setTimeout(() => this.startAgain(), DEATHS_WITHIN_MS).unref();
      return;
    }
    this.startOne().catch((error: unknown) => {
      this.options.log('error', error instanceof Error ? error.message : String(error));
    });
  }
}
