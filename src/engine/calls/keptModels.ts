// Models that stay open between calls: what is typed while someone watches must not open its model anew for each letter.
// The last ones used are kept for a while, as long as their run's files are what they were and memory is not short.

import fs from 'node:fs';
import path from 'node:path';
import { releaseAll, type Releasable } from '../runtime/release';
import type { CheckpointName } from '../store/checkpoint';

export interface KeepingOptions<T, C = undefined> {
  /** @param context what the call that opens it hands over */
  open(folder: string, checkpoint: CheckpointName | undefined, context: C): Promise<T>;
  /** Names of files and folders that nothing is opened from. */
  ignored?: readonly string[];
  /** How many that nobody uses stay open. */
  count: number;
  /** Milliseconds after its last use until one is released. */
  idle: number;
  /** While it is true, none stays open that nobody uses. */
  isMemoryShort?(): boolean;
}

interface Kept<T> {
  key: string;
  /** The run's files when it was opened. */
  files: string;
  opened: Promise<T>;
  users: number;
  timer?: NodeJS.Timeout;
}

/** All there are, for the end of the engine. */
const everywhere = new Set<{ releaseAll(): Promise<void> }>();

/** Releases all that nobody uses. For the end of the engine, which threads of theirs would keep alive. */
export async function releaseKeptModels(): Promise<void> {
  await Promise.all([...everywhere].map((models) => models.releaseAll()));
}

export class KeptModels<T extends Releasable, C = undefined> {
  /** The least recently used first. */
  private kept: Kept<T>[] = [];
  /** By key those that whoever asks is given, whatever has become of their files. */
  private readonly held = new Map<string, Kept<T>>();

  constructor(private readonly options: KeepingOptions<T, C>) {
    everywhere.add(this);
  }

  async releaseAll(): Promise<void> {
    for (const entry of this.held.values()) entry.users--;
    this.held.clear();
    await releaseAll(
      this.kept.filter(({ users }) => users === 0).map((entry) => ({ release: () => this.release(entry) })),
    );
  }

  /** Does something with a model, opened or still open. Fails as `open` and `work`. */
  async use<R>(
    folder: string,
    checkpoint: CheckpointName | undefined,
    work: (model: T) => Promise<R>,
    ...[context]: C extends undefined ? [] : [context: C]
  ): Promise<R> {
    const held = this.held.get(keyOf(folder, checkpoint));
    const entry = held ?? this.take(folder, checkpoint, context as C);
    if (held) held.users++;
    try {
      return await work(await entry.opened);
    } finally {
      entry.users--;
      if (entry.users === 0) await this.put(entry);
    }
  }

  /**
   * Opens a model anew where its run's files have changed, and holds it: from then on it is the one that is used, without a look at its
   * files, until this is called again. While it is opened, and where that fails, the one before stays in use.
   * @returns the model, and whether it is another one than before
   */
  async hold(
    folder: string,
    checkpoint: CheckpointName | undefined,
    ...[context]: C extends undefined ? [] : [context: C]
  ): Promise<{ model: T; isNew: boolean }> {
    const entry = this.take(folder, checkpoint, context as C);
    const before = this.held.get(entry.key);
    let model: T;
    try {
      model = await entry.opened;
    } catch (error) {
      entry.users--;
      throw error;
    }
    const isNew = this.held.get(entry.key) !== entry;
    const replaced = isNew ? before : entry; // what was held has one user less
    if (isNew) this.held.set(entry.key, entry);
    if (replaced) replaced.users--;
    if (replaced?.users === 0) await this.put(replaced);
    return { model, isNew };
  }

  private take(folder: string, checkpoint: CheckpointName | undefined, context: C): Kept<T> {
    const key = keyOf(folder, checkpoint);
    const files = describeFiles(folder, this.options.ignored);
    const known = this.kept.find((entry) => entry.key === key && entry.files === files);
    const entry = known ?? { key, files, opened: this.options.open(folder, checkpoint, context), users: 0 };
    entry.users++;
    clearTimeout(entry.timer);
    this.kept = [...this.kept.filter((other) => other !== entry), entry];
    // What could not be opened is tried anew by the next call.
    if (!known) entry.opened.catch(() => this.forget(entry));
    return entry;
  }

  private async put(entry: Kept<T>): Promise<void> {
    if (this.kept.includes(entry)) {
      const end = () => this.release(entry).catch(() => undefined); // nobody waits for it
      entry.timer = setTimeout(() => void end(), this.options.idle);
      entry.timer.unref();
    }
    const outdated = this.kept.filter((other) => this.kept.some((later) => isReplacedBy(other, later, this.kept)));
    const free = this.kept.filter(({ users }) => users === 0);
    const { count, isMemoryShort } = this.options;
    const tooMany = free.slice(0, Math.max(0, free.length - (isMemoryShort?.() ? 0 : count)));
    for (const other of new Set([...outdated, ...tooMany])) if (other.users === 0) await this.release(other);
  }

  private forget(entry: Kept<T>): void {
    clearTimeout(entry.timer);
    this.kept = this.kept.filter((other) => other !== entry);
  }

  private async release(entry: Kept<T>): Promise<void> {
    if (!this.kept.includes(entry)) return;
    this.forget(entry);
    await (await entry.opened).release();
  }
}

const keyOf = (folder: string, checkpoint: CheckpointName | undefined): string =>
  `${path.resolve(folder)}\n${checkpoint ?? ''}`;

/** Whether the same run was opened again later because its files had changed. */
function isReplacedBy<T>(entry: Kept<T>, later: Kept<T>, all: readonly Kept<T>[]): boolean {
  return later.key === entry.key && all.indexOf(later) > all.indexOf(entry);
}

/**
 * Names, sizes and times of all files in a run's folder that something is opened from, or of a model's file; training changes them
 * with every checkpoint.
 */
function describeFiles(folder: string, ignored: readonly string[] = []): string {
  const lines: string[] = [];
  const describe = (file: string): void => {
    const stat = fs.statSync(file, { bigint: true, throwIfNoEntry: false });
    lines.push(`${file} ${stat?.size} ${stat?.mtimeNs} ${stat?.ino}`);
  };
  const visit = (at: string): void => {
    let entries: fs.Dirent[] = [];
    try {
      entries = fs.readdirSync(at, { withFileTypes: true });
    } catch {
      return; // opening it will say what is wrong
    }
    for (const entry of entries) {
      const file = path.join(at, entry.name);
      if (ignored.includes(entry.name)) continue;
      if (entry.isDirectory()) visit(file);
      else describe(file);
    }
  };
  if (fs.statSync(folder, { throwIfNoEntry: false })?.isFile()) describe(folder);
  else visit(folder);
  return lines.sort().join('\n');
}
