// Sends the parts of a view's state: only parts that changed, all of them in one round, at most one round per interval and the next one
// not before the view has got the one before, none while the view is hidden or has not said that it is ready. A view that comes back
// gets everything.

export interface UpdatesOptions<P extends string> {
  parts: readonly P[];
  intervalMs: number;
  /** Sends parts as one message; settles when it has arrived. On a busy machine what does not wait for that piles up on the way. */
  send(parts: readonly P[]): PromiseLike<unknown> | undefined;
}

export class Updates<P extends string> {
  private readonly changed = new Set<P>();
  private open = false;
  /** Until the next round may go. */
  private timer?: ReturnType<typeof setTimeout>;
  /** The round that has not arrived yet. */
  private round?: PromiseLike<unknown>;

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
  }

  mark(...parts: P[]): void {
    for (const part of parts) this.changed.add(part);
    this.schedule();
  }

  private schedule(): void {
    if (this.isDue && !this.timer) this.timer = setTimeout(() => this.flush(), 0);
  }

  private get isDue(): boolean {
    return this.open && !this.round && this.changed.size > 0;
  }

  private flush(): void {
    this.timer = undefined;
    if (!this.isDue) return;
    const round = this.options.send(this.options.parts.filter((part) => this.changed.delete(part)));
    if (!round) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), this.options.intervalMs);
    this.round = round;
    const arrived = (): void => {
      if (this.round !== round) return;
      this.round = undefined;
      this.schedule();
    };
    round.then(arrived, arrived);
  }

  dispose(): void {
    this.pause();
    clearTimeout(this.timer);
    this.timer = undefined;
    this.changed.clear();
  }
}
