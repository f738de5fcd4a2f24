// Work that tells things on its way and does not end with who asked for it: whoever comes later follows it from its beginning.
import { LabError } from '../../protocol/labError';
import type { CallOptions } from '../../protocol/rpc';

interface Work<Told, Reply> {
  told: Told[];
  listeners: Set<(told: Told) => void>;
  reply: Promise<Reply>;
  stop: AbortController;
}

export class Followed<Told, Reply> {
  /** The latest alone is known. */
  private latest?: { id: number; work: Work<Told, Reply> };

  /** What went on before ends. @param begin does the work, until it is stopped */
  start(
    id: number,
    begin: (options: { signal: AbortSignal; onProgress: (told: Told) => void }) => Promise<Reply>,
    listener: CallOptions<Told>,
  ): Promise<Reply> {
    this.stop();
    const stop = new AbortController();
    const told: Told[] = [];
    const listeners = new Set<(told: Told) => void>();
    const onProgress = (one: Told): void => {
      told.push(one);
      for (const listen of listeners) listen(one);
    };
    const work = { told, listeners, stop, reply: begin({ signal: stop.signal, onProgress }) };
    work.reply.catch(() => undefined); // told to whoever follows
    this.latest = { id, work };
    return this.follow(id, listener);
  }

  /** Fails with `NOT_FOUND` where another has begun meanwhile, or none has. Cancelling stops the work for all. */
  async follow(id: number, { signal, onProgress = () => undefined }: CallOptions<Told>): Promise<Reply> {
    if (this.latest?.id !== id) throw new LabError('NOT_FOUND', `Nothing is known of the continuation ${id}.`);
    const { told, listeners, reply, stop } = this.latest.work;
    for (const one of told) onProgress(one);
    listeners.add(onProgress);
    const cancel = (): void => stop.abort();
    signal?.addEventListener('abort', cancel);
    try {
      return await reply;
    } finally {
      listeners.delete(onProgress);
      signal?.removeEventListener('abort', cancel);
    }
  }

  stop(): void {
    this.latest?.work.stop.abort();
  }
}
