// Sends the parts of a view's state: only parts that changed, at most one round per interval, none while the view is
// hidden or has not said that it is ready. A view that comes back gets everything.

export interface UpdatesOptions<P extends string> {
  parts: readonly P[];
  intervalMs: number;
  send(part: P): void;
}

export class Updates<P extends string> {
  private readonly changed = new Set<P>();
  private open = false;
  private timer?: ReturnType<typeof setTimeout>;
  private lastSent = -Infinity;

  constructor(private readonly options: UpdatesOptions<P>) {}

  /** The view is there: send everything. */
  resume(): void {
    this.open = true;
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
    if (!this.open || this.timer) return;
    const wait = Math.max(0, this.lastSent + this.options.intervalMs - performance.now());
    this.timer = setTimeout(() => this.flush(), wait);
  }

  private flush(): void {
    this.timer = undefined;
    this.lastSent = performance.now();
    const parts = this.options.parts.filter((part) => this.changed.delete(part));
    for (const part of parts) this.options.send(part);
  }

  dispose(): void {
    this.pause();
    this.changed.clear();
  }
}
