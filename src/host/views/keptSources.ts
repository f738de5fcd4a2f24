// Subjects of views that are kept in the workspace's memory, the latest first.
import { randomUUID } from 'node:crypto';
import type * as vscode from 'vscode';
import type { Keyed, Subjects } from './subjects';

interface Kept<S> {
  key: string;
  source: S;
}

export interface KeptOptions<S> {
  /** The name in the memory. */
  name: string;
  /** Those kept longest ago are forgotten beyond this number. */
  most: number;
  nameOf(subject: S): string | undefined;
  /** What an earlier version kept, as it is now. */
  current?(kept: S): S;
}

export class KeptSources<S extends object> implements Subjects<S> {
  constructor(
    private readonly memory: vscode.Memento,
    private readonly options: KeptOptions<S>,
  ) {}

  private get all(): Kept<S>[] {
    const { name, current = (kept: S) => kept } = this.options;
    return this.memory.get<Kept<S>[]>(name, []).map(({ key, source }) => ({ key, source: current(source) }));
  }

  nameOf(subject: S): string | undefined {
    return this.options.nameOf(subject);
  }

  /** What was kept of the same subject. */
  known(subject: S): Keyed<S> | undefined {
    const name = this.nameOf(subject);
    const kept = name === undefined ? undefined : this.all.find(({ source }) => this.nameOf(source) === name);
    return kept && { key: kept.key, subject: kept.source };
  }

  add(subject: S): Keyed<S> {
    const known = this.known(subject);
    const entry = { key: known?.key ?? randomUUID(), subject: { ...known?.subject, ...subject } };
    this.keep(entry.key, entry.subject);
    return entry;
  }

  at(key: string | undefined): Keyed<S> | undefined {
    const kept = this.all.find((one) => one.key === key);
    return kept && { key: kept.key, subject: kept.source };
  }

  keep(key: string, source: S): void {
    const others = this.all.filter((kept) => kept.key !== key);
    void this.memory.update(this.options.name, [{ key, source }, ...others].slice(0, this.options.most));
  }
}
