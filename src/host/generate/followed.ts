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
  /** By what it is about, the latest of each alone; those begun longest ago first. */
  private readonly known = new Map<string, { id: number; work: Work<Told, Reply> }>();

  /** @param most so many go on at once */
  constructor(private readonly most: number) {}

  /** What went on about the same before ends. @param begin does the work, until it is stopped */
  start(
    { id, about }: { id: number; about: string },
    begin: (options: { signal: AbortSignal; onProgress: (told: Told) => void }) => Promise<Reply>,
    listener: CallOptions<Told>,
  ): Promise<Reply> {
    this.stop(about);
    const stop = new AbortController();
    const told: Told[] = [];
    const listeners = new Set<(told: Told) => void>();
    const onProgress = (one: Told): void => {
      told.push(one);
      for (const listen of listeners) listen(one);
    };
    const work = { told, listeners, stop, reply: begin({ signal: stop.signal, onProgress }) };
    work.reply.catch(() => undefined); // told to whoever follows
    this.known.set(about, { id, work });
    for (const other of [...this.known.keys()].slice(0, -this.most)) this.stop(other);
    return this.follow(id, listener);
  }

  /** Fails with `NOT_FOUND` where another has begun meanwhile, or none has. Cancelling stops the work for all. */
  async follow(id: number, { signal, onProgress = () => undefined }: CallOptions<Told>): Promise<Reply> {
    const found = [...this.known.values()].find((one) => one.id === id);
    if (!found) throw new LabError('NOT_FOUND', `Nothing is known of the continuation ${id}.`);
    const { told, listeners, reply, stop } = found.work;
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

  stop(about: string): void {
    this.known.get(about)?.work.stop.abort();
    this.known.delete(about);
  }

  stopAll(): void {
    for (const about of this.known.keys()) this.stop(about);
  }
}
