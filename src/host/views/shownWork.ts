// Work that a view waits for, one at a time: its notice says that it goes on and how far it is, that it was cancelled, or why
// it failed. What it finds is taken only while nothing else was begun in its place.
import { LabError } from '../../protocol/labError';
import type { Notice } from '../../protocol/views';

export interface ShownWorkOptions {
  /** The notice has changed. */
  onNotice(): void;
  /** Said when the person has cancelled. */
  cancelled: string;
  log: { error(message: string): void };
}

/** Tells what goes on, and how far it is. */
export type Tell = (message: string, fraction?: number) => void;

export class ShownWork {
  private cancel = new AbortController();
  private said?: Notice;
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly options: ShownWorkOptions) {}

  /** Undefined once the work is done: then there is something to see. */
  get notice(): Notice | undefined {
    return this.said;
  }

  /** Settles when what goes on now has ended in whatever way. */
  get settled(): Promise<void> {
    return this.running;
  }

  /** Ends what goes on and begins `work`, which gives what is to be done with what it has found. */
  start(message: string, work: (signal: AbortSignal, tell: Tell) => Promise<() => void>): void {
    this.cancel.abort();
    const cancel = (this.cancel = new AbortController());
    const isCurrent = (): boolean => cancel === this.cancel;
    const tell: Tell = (now, fraction) => {
      if (isCurrent() && !cancel.signal.aborted)
        this.say({ kind: 'working', message: now, ...(fraction === undefined ? {} : { fraction }) });
    };
    tell(message);
    this.running = work(cancel.signal, tell).then(
      (take) => {
        if (!isCurrent()) return;
        this.said = undefined;
        take();
      },
      (error: unknown) => {
        if (isCurrent()) this.fail(error);
      },
    );
  }

  stop(): void {
    this.cancel.abort();
  }

  private fail(error: unknown): void {
    const { code, message } = LabError.toData(error);
    if (code !== 'CANCELLED') this.options.log.error(message);
    this.say({ kind: 'error', message: code === 'CANCELLED' ? this.options.cancelled : message });
  }

  private say(notice: Notice): void {
    this.said = notice;
    this.options.onNotice();
  }
}
