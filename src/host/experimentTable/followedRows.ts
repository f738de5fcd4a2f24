// The rows of all runs, and what of them has changed since a version. Of runs that change only their own rows are read anew; what a
// training adds while it goes on is read from nowhere, and taken a few times a second: a run may make a hundred steps in one.
import * as path from 'node:path';
import { packRows, type Row } from '../../protocol/packedRows';
import type { RowsReply } from '../../protocol/experimentTableView';
import type { RunRow } from '../../protocol/runRow';
import type { SharedEngine } from '../engine/sharedEngine';
import type { LiveFigures } from '../engine/liveFigures';
import { type RunEntry, runId } from '../runs/runEntry';

/** So many runs are read first, and of the rest at once: a row is there as soon as its part is. */
const AT_FIRST = 1000;
const AT_ONCE = 10_000;

/** The least between two versions of which a training that goes on is the cause alone. */
const MOVED_MS = 500;

interface Known {
  /** What its files say of it. */
  read?: RunRow['values'];
  live?: LiveFigures;
  /** The version in which it was changed last. */
  version: number;
  /** What its row was read for. */
  standing: string;
}

export interface FollowedRowsOptions {
  engine: Pick<SharedEngine, 'call'>;
  entries(): RunEntry[];
  at(folder: string): RunEntry | undefined;
  /** Called after each change of `version`. */
  told(): void;
}

export class FollowedRows {
  private readonly known = new Map<string, Known>();
  private readonly removed = new Map<string, number>();
  private current = 0;
  private working?: Promise<void>;
  private isBehind = false;
  /** Folders of runs that have gone on since that was taken last. */
  private readonly moving = new Set<string>();
  /** Until what has gone on may be taken. */
  private timer?: ReturnType<typeof setTimeout>;

  constructor(private readonly options: FollowedRowsOptions) {}

  get version(): number {
    return this.current;
  }

  /** Brings the rows in line with the runs as they are known now. @param folder of the run that changed; any when left out */
  follow(folder?: string): Promise<void> {
    const entry = folder === undefined ? undefined : this.options.at(folder);
    if (entry && this.known.get(runId(entry.summary.folder))?.standing === standingOf(entry)) {
      this.moving.add(entry.summary.folder);
      this.timer ??= setTimeout(() => this.move(), 0);
      return Promise.resolve();
    }
    this.isBehind = true;
    return (this.working ??= this.work().finally(() => (this.working = undefined)));
  }

  dispose(): void {
    clearTimeout(this.timer);
  }

  since(version: number): RowsReply {
    const rowsAfter = (than: number): Row[] =>
      [...this.known].flatMap(([id, { read, live, version: at }]) =>
        read && at > than ? [{ id, values: enlivened(read, live) }] : [],
      );
    const reply = { version: this.current, changed: [] as Row[], removed: [] as string[] };
    if (version < 0 || version > this.current) return { ...reply, whole: packRows(rowsAfter(-1)) };
    return {
      ...reply,
      changed: rowsAfter(version),
      removed: [...this.removed].filter(([, at]) => at > version).map(([id]) => id),
    };
  }

  private async work(): Promise<void> {
    while (this.isBehind) {
      this.isBehind = false;
      const entries = new Map(this.options.entries().map((entry) => [path.basename(entry.summary.folder), entry]));
      this.forget(entries);
      const changed = [...entries].filter(([id, entry]) => this.known.get(id)?.standing !== standingOf(entry));
      for (let from = 0, count = AT_FIRST; from < changed.length; from += count, count = AT_ONCE)
        await this.read(changed.slice(from, from + count));
      this.enliven([...entries.values()]);
    }
  }

  /** Takes what has gone on since. */
  private move(): void {
    this.timer = undefined;
    if (this.moving.size === 0) return;
    const folders = [...this.moving];
    this.moving.clear();
    this.timer = setTimeout(() => this.move(), MOVED_MS);
    this.enliven(folders.flatMap((folder) => this.options.at(folder) ?? []));
  }

  private enliven(entries: readonly RunEntry[]): void {
    const moved = entries.flatMap(({ summary, live }) => {
      const known = this.known.get(runId(summary.folder));
      return known && movingOf(known.live) !== movingOf(live) ? [{ known, live }] : [];
    });
    if (moved.length === 0) return;
    this.current++;
    for (const { known, live } of moved) Object.assign(known, { live, version: this.current });
    this.options.told();
  }

  private forget(entries: ReadonlyMap<string, RunEntry>): void {
    const gone = [...this.known.keys()].filter((id) => !entries.has(id));
    if (gone.length === 0) return;
    this.current++;
    for (const id of gone) {
      this.known.delete(id);
      this.removed.set(id, this.current);
    }
    this.options.told();
  }

  private async read(part: readonly [string, RunEntry][]): Promise<void> {
    const byFolder = new Map<string, string[]>();
    for (const [id, { summary }] of part) {
      const runsFolder = path.dirname(summary.folder);
      const ids = byFolder.get(runsFolder) ?? [];
      byFolder.set(runsFolder, ids);
      ids.push(id);
    }
    const replies = await Promise.all(
      [...byFolder].map(([runsFolder, ids]) => this.options.engine.call('runRows', { runsFolder, ids })),
    );
    const rows = new Map(replies.flatMap(({ rows: read }) => read).map((row) => [row.id, row]));
    this.current++;
    for (const [id, entry] of part) {
      const { live } = this.options.at(entry.summary.folder) ?? entry; // it may have gone on meanwhile
      this.removed.delete(id);
      this.known.set(id, { read: rows.get(id)?.values, live, version: this.current, standing: standingOf(entry) });
    }
    this.options.told();
  }
}

/** With the figures of a training that goes on, which its record tells only at the end of an epoch. */
function enlivened(values: RunRow['values'], live?: LiveFigures): Row['values'] {
  if (!live) return values;
  const { epoch, step, seconds, loss, metrics } = live;
  return { ...values, ...metrics, status: 'running', epoch, step, seconds, ...(loss === undefined ? {} : { loss }) };
}

/** What is read of a run follows from it. */
function standingOf({ summary: { record, resumable, evaluatedMs, ...rest } }: RunEntry): string {
  const { status, name, epoch, step, endedAt, metrics } = record;
  return JSON.stringify([status, name, epoch, step, endedAt, metrics, resumable, evaluatedMs, rest]);
}

/** What a training that goes on adds follows from it. */
const movingOf = (live?: LiveFigures): string | undefined => live && [live.step, live.epoch, live.loss].join();
