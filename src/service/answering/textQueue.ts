// Texts that wait for an engine, and the batches that are made of them: whatever has come while the engines were busy and asks the same
// of the same run is answered together. Nothing is ever held back to fill a batch. Whose texts are answered along does not change an
// answer (`answeringBatches` of the engine).

import type { Engine } from './engines';
import { Refusal, unavailable } from './refusals';

export interface Asked<Answer> {
  /** The same for what may be answered together. */
  key: string;
  texts: readonly string[];
  /** Who asks, for a fair share of the queue. */
  client: string;
  /** Aborted when nobody waits any more. */
  signal: AbortSignal;
  /** An answer for each text, in order. The signal is aborted when nobody waits for any of them any more. */
  answer(engine: Engine, texts: string[], signal: AbortSignal): Promise<readonly Answer[]>;
}

interface Waiting extends Asked<unknown> {
  /** The texts from here on have not been given to an engine. */
  next: number;
  /** Texts that an engine is at. */
  underWay: number;
  answers: unknown[];
  isOver: boolean;
  /** Asked when it is over: who has its texts. */
  onOver: Set<() => void>;
  resolve(answers: readonly unknown[]): void;
  reject(error: unknown): void;
  timer: NodeJS.Timeout;
}

/** The part of a batch that is one request's. */
interface Share {
  of: Waiting;
  from: number;
  to: number;
}

interface QueueOptions {
  /** Texts in a batch. */
  batch: number;
  /** Texts that wait. */
  size: number;
  timeoutMs: number;
  idle(): Engine | undefined;
  onBatch?(texts: number): void;
}

export class TextQueue {
  private waiting: Waiting[] = [];
  private texts = 0;
  private readonly byClient = new Map<string, number>();
  private closed: Refusal | undefined;

  constructor(private readonly options: QueueOptions) {}

  /** Texts that have not been given to an engine. */
  get length(): number {
    return this.texts;
  }

  /** Fails as `answer`; with a `Refusal` where the queue is full (503), this client has its share of it (429), or time is up (503). */
  ask<Answer>(asked: Asked<Answer>): Promise<readonly Answer[]> {
    const { size, timeoutMs } = this.options;
    const count = asked.texts.length;
    if (this.closed) return Promise.reject(this.closed);
    if (count === 0) return Promise.resolve([]);
    const own = (this.byClient.get(asked.client) ?? 0) + count;
    if (own > Math.ceil(size / 2))
      return Promise.reject(
        new Refusal(429, 'TOO_MANY_REQUESTS', 'Too many of your texts are waiting. Send them more slowly.', {
          retrySeconds: 1,
        }),
      );
    if (this.texts + count > size) return Promise.reject(unavailable('Too many texts are waiting. Try again shortly.'));
    return new Promise((resolve, reject) => {
      const seconds = Math.round(timeoutMs / 1000);
      const late = (): void => this.fail(waiting, unavailable(`The answer took longer than ${seconds} s.`, 5));
      const waiting: Waiting = {
        ...{ ...asked, next: 0, underWay: 0, answers: [], isOver: false, onOver: new Set(), reject },
        resolve: resolve as (answers: readonly unknown[]) => void,
        timer: setTimeout(late, timeoutMs),
      };
      asked.signal.addEventListener('abort', () => this.fail(waiting, unavailable('Nobody waits any more.')), {
        once: true,
      });
      this.waiting.push(waiting);
      this.count(asked.client, count);
      this.next();
    });
  }

  /** Gives engines that are free something to do. */
  next(): void {
    for (let engine = this.options.idle(); engine && this.waiting.length > 0; engine = this.options.idle())
      void this.run(engine, this.take());
  }

  /** What waits is refused; what engines are at is answered. */
  close(reason: Refusal): void {
    this.closed = reason;
    for (const waiting of [...this.waiting]) this.fail(waiting, reason);
  }

  private count(client: string, change: number): void {
    this.texts += change;
    const now = (this.byClient.get(client) ?? 0) + change;
    if (now > 0) this.byClient.set(client, now);
    else this.byClient.delete(client);
  }

  /** The texts of the next batch; a request with more than fit goes on behind the others. */
  private take(): Share[] {
    const [{ key }] = this.waiting;
    const shares: Share[] = [];
    let room = this.options.batch;
    for (const waiting of this.waiting) {
      if (room === 0) break;
      if (waiting.key !== key) continue;
      const to = Math.min(waiting.texts.length, waiting.next + room);
      shares.push({ of: waiting, from: waiting.next, to });
      room -= to - waiting.next;
      this.count(waiting.client, waiting.next - to);
      waiting.underWay += to - waiting.next;
      waiting.next = to;
    }
    const touched = new Set(shares.map((share) => share.of));
    const others = this.waiting.filter((each) => !touched.has(each));
    this.waiting = [...others, ...[...touched].filter(({ next, texts }) => next < texts.length)];
    return shares;
  }

  private async run(engine: Engine, shares: readonly Share[]): Promise<void> {
    engine.isBusy = true;
    try {
      await this.answer(engine, shares);
    } finally {
      engine.isBusy = false;
      this.next();
    }
  }

  private async answer(engine: Engine, shares: readonly Share[]): Promise<void> {
    const texts = shares.flatMap(({ of, from, to }) => of.texts.slice(from, to));
    this.options.onBatch?.(texts.length);
    const leaving = new AbortController();
    const look = (): void => {
      if (shares.every(({ of }) => of.isOver)) leaving.abort();
    };
    for (const { of } of shares) of.onOver.add(look);
    try {
      const answers = await shares[0].of.answer(engine, texts, leaving.signal);
      let at = 0;
      for (const { of, from, to } of shares) {
        for (let text = from; text < to; text++) of.answers[text] = answers[at++];
        of.underWay -= to - from;
        if (of.next === of.texts.length && of.underWay === 0) this.end(of, () => of.resolve(of.answers));
      }
    } catch (error) {
      if (shares.length === 1) return this.fail(shares[0].of, error);
      for (const share of shares)
        // one cannot be answered: whose it is, each by itself will tell
        if (!share.of.isOver) await this.answer(engine, [share]);
    } finally {
      for (const { of } of shares) of.onOver.delete(look);
    }
  }

  private fail(waiting: Waiting, error: unknown): void {
    this.end(waiting, () => waiting.reject(error));
  }

  private end(waiting: Waiting, settle: () => void): void {
    if (waiting.isOver) return;
    waiting.isOver = true;
    clearTimeout(waiting.timer);
    if (waiting.next < waiting.texts.length) this.count(waiting.client, waiting.next - waiting.texts.length);
    waiting.next = waiting.texts.length;
    this.waiting = this.waiting.filter((other) => other !== waiting);
    settle();
    for (const look of waiting.onOver) look();
  }
}
