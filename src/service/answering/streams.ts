// Texts that are gone on with: so many at a time, token by token beside each other, and as many again that wait.

import type { ContinuedToken, ContinueReply, ContinueRequest } from '../../protocol/continuation';
import { LabError } from '../../protocol/labError';
import type { Engines } from './engines';
import { type Refusal, unavailable } from './refusals';
import type { ServedRun } from './servedRuns';

interface StreamsOptions {
  engines: Engines;
  /** At a time. */
  most: number;
  /** Of those that wait. */
  waiting: number;
  timeoutMs: number;
}

interface Continuing {
  signal: AbortSignal;
  onToken?(token: ContinuedToken): void;
}

export class Streams {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private readonly stopping = new AbortController();

  constructor(private readonly options: StreamsOptions) {}

  get count(): number {
    return this.running;
  }

  /** Those under way end. */
  stop(reason: Refusal): void {
    this.stopping.abort(reason);
  }

  /** Fails with a `Refusal` where too many wait or the wait was too long, and as the engine's `continue`. */
  async continue(
    { held }: ServedRun,
    request: Omit<ContinueRequest, 'folder' | 'checkpoint'>,
    { signal: gone, onToken }: Continuing,
  ): Promise<ContinueReply> {
    const signal = AbortSignal.any([gone, this.stopping.signal]);
    await this.turn(signal);
    try {
      const engine = this.options.engines.leastStreaming();
      engine.streams++;
      try {
        const options = { signal, onProgress: ({ token }: { token: ContinuedToken }) => onToken?.(token) };
        return await engine.client.call('continue', { ...held, ...request }, options);
      } finally {
        engine.streams--;
      }
    } catch (error) {
      if (LabError.toData(error).code === 'CANCELLED' && this.stopping.signal.aborted)
        throw this.stopping.signal.reason;
      throw error;
    } finally {
      this.running--;
      this.waiting.shift()?.();
    }
  }

  /** Settles when it is this one's turn. */
  private async turn(signal: AbortSignal): Promise<void> {
    const { most, waiting, timeoutMs } = this.options;
    if (this.running < most) {
      this.running++;
      return;
    }
    if (this.waiting.length >= waiting) throw unavailable('Too many texts are being continued. Try again shortly.', 2);
    await new Promise<void>((resolve, reject) => {
      const over = (reason: unknown): void => {
        const at = this.waiting.indexOf(go);
        if (at < 0) return;
        this.waiting.splice(at, 1);
        clearTimeout(timer);
        reject(reason as Error);
      };
      const timer = setTimeout(() => over(unavailable('Too many texts are being continued.', 5)), timeoutMs);
      const go = (): void => {
        clearTimeout(timer);
        this.running++;
        resolve();
      };
      this.waiting.push(go);
      signal.addEventListener(
        'abort',
        () => over(this.stopping.signal.reason ?? unavailable('Nobody waits any more.')),
        {
          once: true,
        },
      );
    });
  }
}
