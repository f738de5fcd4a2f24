// What of a tree is to be drawn anew, no more often than it is drawn.

const PATIENCE_MS = 3000;
/** What the editor has not asked for then is out of its sight. */
const MOST_TELLINGS = 5;

/**
 * The editor takes what a tree tells as changed one after the other, each when the one before is drawn, and lets the rest wait
 * in line: on a busy machine the line of live figures grows for ever, and the tree lags behind by minutes. So what has been told is
 * not told again until the editor has asked for it; it then gets the newest. Of an element that it is told of while it draws the
 * whole tree it may forget: what it has not asked for is told again after a while, a few times.
 *
 * @template Key names an element; `undefined` is the whole tree
 */
export class TreeChanges<Key> {
  /** What the editor has not asked for since it was told, and how often it was. */
  private readonly told = new Map<Key | undefined, number>();
  /** Changed since it was told. */
  private readonly missed = new Set<Key | undefined>();
  private timer?: ReturnType<typeof setTimeout>;

  /** @param tell tells the editor */
  constructor(private readonly tell: (key: Key | undefined) => void) {}

  /** Something about an element, or the whole tree, is no longer as it was. */
  changed(key: Key | undefined): void {
    if (this.told.has(undefined) || this.told.has(key)) this.missed.add(key);
    else this.say(key, 1);
    this.wait();
  }

  /** The editor asks for an element, or for what the tree begins with. */
  asked(key: Key | undefined): void {
    this.told.delete(key);
    this.missed.delete(key);
  }

  dispose(): void {
    clearTimeout(this.timer);
  }

  private say(key: Key | undefined, tellings: number): void {
    this.told.set(key, tellings);
    this.tell(key);
  }

  private wait(): void {
    this.timer ??= setTimeout(() => this.again(), PATIENCE_MS);
  }

  private again(): void {
    this.timer = undefined;
    const due = new Map([...this.told].filter(([, tellings]) => tellings < MOST_TELLINGS));
    for (const key of this.missed) due.set(key, 0);
    if (due.size === 0) return;
    this.missed.clear();
    this.told.clear();
    const whole = due.get(undefined);
    if (whole !== undefined) this.say(undefined, whole + 1);
    else for (const [key, tellings] of due) this.say(key, tellings + 1);
    this.wait();
  }
}
