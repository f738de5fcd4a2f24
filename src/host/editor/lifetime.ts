// Who ends what: everything that must be disposed hangs in one tree of lifetimes, so that a leak can be counted.

interface Disposable {
  dispose(): unknown;
}

export class Lifetime implements Disposable {
  private readonly held = new Set<Disposable>();
  private ended = false;
  private parent?: Lifetime;

  /** Holds `thing` until this lifetime ends; ends it at once when this lifetime is already over. */
  add<T extends Disposable>(thing: T): T {
    if (this.ended) thing.dispose();
    else this.held.add(thing);
    return thing;
  }

  /** A part of this lifetime that may end earlier. */
  child(): Lifetime {
    const child = new Lifetime();
    child.parent = this;
    return this.add(child);
  }

  /** Disposables held now, those of children included. */
  get count(): number {
    let count = 0;
    for (const thing of this.held) count += thing instanceof Lifetime ? thing.count : 1;
    return count;
  }

  /** Ends everything, latest first. */
  dispose(): void {
    if (this.ended) return;
    this.ended = true;
    for (const thing of [...this.held].reverse()) thing.dispose();
    this.held.clear();
    this.parent?.held.delete(this);
  }
}
