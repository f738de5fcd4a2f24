// What of a tree is to be drawn anew, no more often than it is drawn.

const PATIENCE_MS = 10_000;

/**
 * The editor takes what a tree tells as changed one after the other, each when the one before is drawn, and lets the rest wait
 * in line: on a busy machine the line of live figures grows for ever, and the tree lags behind by minutes. So what has been told is
 * not told again until the editor has asked for it; it then gets the newest.
 *
 * @template Key names an element; `undefined` is the whole tree
 */
export class TreeChanges<Key> {
  /** When; ms. */
  private readonly told = new Map<Key | undefined, number>();

  /**
   * @param tell tells the editor
   * @param now the clock, in ms
   */
  constructor(
    private readonly tell: (key: Key | undefined) => void,
    private readonly now = Date.now,
  ) {}

  /** Something about an element, or the whole tree, is no longer as it was. */
  changed(key: Key | undefined): void {
    if (this.isOnItsWay(undefined) || this.isOnItsWay(key)) return;
    this.told.set(key, this.now());
    this.tell(key);
  }

  /** The editor asks for an element, or for what the tree begins with. */
  asked(key: Key | undefined): void {
    this.told.delete(key);
  }

  /** The editor forgets an element that it is told of while it draws the whole tree: after a while it is told again. */
  private isOnItsWay(key: Key | undefined): boolean {
    const when = this.told.get(key);
    return when !== undefined && this.now() - when < PATIENCE_MS;
  }
}
