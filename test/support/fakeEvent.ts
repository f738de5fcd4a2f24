// An event as the editor's emitters have it, which also says how many listen.

interface Disposable {
  dispose(): void;
}

export class FakeEvent<T> {
  private readonly listeners = new Set<(value: T) => void>();
  readonly event = (listener: (value: T) => void): Disposable => {
    const own = (value: T): void => listener(value); // one that listens twice is told twice
    this.listeners.add(own);
    return { dispose: () => void this.listeners.delete(own) };
  };

  get count(): number {
    return this.listeners.size;
  }

  fire(value: T): void {
    for (const listener of [...this.listeners]) listener(value);
  }

  dispose(): void {
    this.listeners.clear();
  }
}
