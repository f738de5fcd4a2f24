// The rows of all runs, and what of them has changed since a version. Of runs that change only their own rows are read anew.
import * as path from 'node:path';
import { packRows, type Row } from '../../protocol/packedRows';
import type { RowsReply } from '../../protocol/experimentTableView';
import type { RunRow } from '../../protocol/runRow';
import type { SharedEngine } from '../engine/sharedEngine';
import type { RunEntry } from '../runs/runEntry';

/** So many runs are read first, and of the rest at once: a row is there as soon as its part is. */
const AT_FIRST = 1000;
const AT_ONCE = 10_000;

interface Known {
  row?: Row;
  /** The version in which it was changed last. */
  version: number;
  /** What its row was read for. */
  standing: string;
}

export class FollowedRows {
  private readonly known = new Map<string, Known>();
  private readonly removed = new Map<string, number>();
  private current = 0;
  private working?: Promise<void>;
  private isBehind = false;

  /** @param told after each change of `version` */
  constructor(private readonly options: { engine: Pick<SharedEngine, 'call'>; entries(): RunEntry[]; told(): void }) {}

  get version(): number {
    return this.current;
  }

  /** Brings the rows in line with the runs as they are known now. */
  follow(): Promise<void> {
    this.isBehind = true;
    return (this.working ??= this.work().finally(() => (this.working = undefined)));
  }

  since(version: number): RowsReply {
    const all = [...this.known.values()].flatMap(({ row, version: at }) => (row ? [{ row, at }] : []));
    const reply = { version: this.current, changed: [] as Row[], removed: [] as string[] };
    if (version < 0 || version > this.current) return { ...reply, whole: packRows(all.map(({ row }) => row)) };
    return {
      ...reply,
      changed: all.filter(({ at }) => at > version).map(({ row }) => row),
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
    }
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
      const row = rows.get(id);
      this.removed.delete(id);
      this.known.set(id, {
        ...(row && { row: { id, values: enlivened(row, entry) } }),
        ...{ version: this.current, standing: standingOf(entry) },
      });
    }
    this.options.told();
  }
}

/** With the figures of a training that goes on, which its record tells only at the end of an epoch. */
function enlivened({ values }: RunRow, { live }: RunEntry): Row['values'] {
  if (!live) return values;
  const { epoch, step, seconds, loss, metrics } = live;
  return { ...values, ...metrics, status: 'running', epoch, step, seconds, ...(loss === undefined ? {} : { loss }) };
}

/** What a row follows from. */
function standingOf({ summary: { record, resumable, evaluatedMs, ...rest }, live }: RunEntry): string {
  const { status, name, epoch, step, endedAt, metrics } = record;
  const moving = live && [live.step, live.epoch, live.loss];
  return JSON.stringify([status, name, epoch, step, endedAt, metrics, resumable, evaluatedMs, moving, rest]);
}
