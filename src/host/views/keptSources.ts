// What the views of one kind are about, by the key each is restored by: kept in the workspace's memory, the latest first.
import type * as vscode from 'vscode';

interface Kept<S> {
  key: string;
  source: S;
}

export class KeptSources<S> {
  constructor(
    private readonly memory: vscode.Memento,
    /** The name in the memory. */
    private readonly name: string,
    /** Those kept longest ago are forgotten beyond this number. */
    private readonly most: number,
  ) {}

  private get all(): Kept<S>[] {
    return this.memory.get(this.name, []);
  }

  find(fits: (source: S) => boolean): Kept<S> | undefined {
    return this.all.find(({ source }) => fits(source));
  }

  at(key: string | undefined): Kept<S> | undefined {
    return this.all.find((kept) => kept.key === key);
  }

  keep(key: string, source: S): void {
    const others = this.all.filter((kept) => kept.key !== key);
    void this.memory.update(this.name, [{ key, source }, ...others].slice(0, this.most));
  }
}

/** The key a view has saved, if its state is what a view of ours saves. */
export function savedKey(state: unknown): string | undefined {
  if (typeof state !== 'object' || state === null) return undefined;
  const { key } = state as { key?: unknown };
  return typeof key === 'string' && key.length < 300 ? key : undefined;
}
