// Sends the parts of a view's state: only parts that changed, at most one round per interval and the next one not before the view
// has got the one before, none while the view is hidden or has not said that it is ready. A view that comes back gets everything.

export interface UpdatesOptions<P extends string> {
  parts: readonly P[];
  intervalMs: number;
  /** Sends a part; settles when it has arrived. On a busy machine what does not wait for that piles up on the way. */
  send(part: P): PromiseLike<unknown> | undefined;
}

export class Updates<P extends string> {
  private readonly changed = new Set<P>();
  private open = false;
  private timer?: ReturnType<typeof setTimeout>;
  private lastSent = -Infinity;
  /** The round that has not arrived yet. */
  private round?: Promise<unknown>;

  constructor(private readonly options: UpdatesOptions<P>) {}

  /** The view is there: send everything. What was on its way to it before may never arrive. */
  resume(): void {
    this.open = true;
    this.round = undefined;
    this.mark(...this.options.parts);
  }

  /** The view is hidden: keep quiet until it says ready again. */
  pause(): void {
    this.open = false;
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  mark(...parts: P[]): void {
    for (const part of parts) this.changed.add(part);
    this.schedule();
  }

  private schedule(): void {
    if (!this.open || this.timer || this.round || this.changed.size === 0) return;
    const wait = Math.max(0, this.lastSent + this.options.intervalMs - performance.now());
    this.timer = setTimeout(() => this.flush(), wait);
  }

  private flush(): void {
    this.timer = undefined;
    this.lastSent = performance.now();
    const parts = this.options.parts.filter((part) => this.changed.delete(part));
    const sent = parts.map((part) => this.options.send(part)).filter((one) => one !== undefined);
    if (sent.length === 0) return;
    const round = Promise.allSettled(sent).then(() => {
      if (this.round !== round) return;
      this.round = undefined;
      this.schedule();
    });
    this.round = round;
  }

  dispose(): void {
    this.pause();
    this.changed.clear();
  }
}
