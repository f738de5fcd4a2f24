// What of a tree is to be drawn anew, no more often than it is drawn.

const PATIENCE_MS = 3000;

/**
 * The editor takes what a tree tells as changed one after the other, each when the one before is drawn, and lets the rest wait
 * in line: on a busy machine the line of live figures grows for ever, and the tree lags behind by minutes. So what has been told is
 * not told again until the editor has asked for it; it then gets the newest. Of an element that it is told of while it draws the
 * whole tree it may forget: what has changed since is told again after a while.
 *
 * @template Key names an element; `undefined` is the whole tree
 */
export class TreeChanges<Key> {
  private readonly told = new Set<Key | undefined>();
  /** Changed since it was told. */
  private readonly missed = new Set<Key | undefined>();
  private timer?: ReturnType<typeof setTimeout>;

  /** @param tell tells the editor */
  constructor(private readonly tell: (key: Key | undefined) => void) {}

  /** Something about an element, or the whole tree, is no longer as it was. */
  changed(key: Key | undefined): void {
    if (this.told.has(undefined) || this.told.has(key)) {
      this.missed.add(key);
      this.timer ??= setTimeout(() => this.again(), PATIENCE_MS);
      return;
    }
    this.told.add(key);
    this.tell(key);
  }

  /** The editor asks for an element, or for what the tree begins with. */
  asked(key: Key | undefined): void {
    this.told.delete(key);
    this.missed.delete(key);
  }

  dispose(): void {
    clearTimeout(this.timer);
  }

  private again(): void {
    this.timer = undefined;
    const missed = [...this.missed];
    if (missed.length === 0) return;
    this.missed.clear();
    this.told.clear();
    for (const key of missed.includes(undefined) ? [undefined] : missed) this.changed(key);
  }
}
