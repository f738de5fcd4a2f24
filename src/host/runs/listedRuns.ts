// The runs of all folders as they were read last, found by folder and by id at once however many there are. Pure.
import * as path from 'node:path';
import type { RunsReply } from '../../protocol/run';
import { byAge, type RunEntry, runId } from './runEntry';

/** What was read of the runs of one workspace folder. */
export interface HomeReading {
  runsFolder: string;
  /** The name of the workspace folder, where there are several. */
  home?: string;
  reply: RunsReply;
}

export class ListedRuns {
  private readonly entries = new Map<string, RunEntry>();
  private readonly folders = new Map<string, string>();
  private ordered?: readonly RunEntry[];

  /** Newest first. */
  get all(): readonly RunEntry[] {
    return (this.ordered ??= [...this.entries.values()].sort(byAge));
  }

  at(folder: string): RunEntry | undefined {
    return this.entries.get(folder);
  }

  withId(id: string): RunEntry | undefined {
    const folder = this.folders.get(id);
    return folder === undefined ? undefined : this.entries.get(folder);
  }

  /**
   * Takes what was read of each workspace folder there is.
   * @returns the folders of the runs of which something else is known; or undefined, for the whole list, where runs came or went or one
   * has got another standing
   */
  take(readings: readonly HomeReading[]): (string | undefined)[] {
    const before = this.entries.size;
    const there = new Set(readings.flatMap(({ reply }) => (reply.gone ? [] : reply.runs.map(({ folder }) => folder))));
    const inPart = new Set(readings.filter(({ reply }) => reply.gone).map(({ runsFolder }) => runsFolder));
    for (const folder of this.entries.keys())
      if (!there.has(folder) && !inPart.has(path.dirname(folder))) this.drop(folder);
    for (const { reply } of readings) for (const folder of reply.gone ?? []) this.drop(folder);
    let isSameList = this.entries.size === before;
    const changed: string[] = [];
    for (const { home, reply } of readings)
      for (const summary of reply.runs) {
        const { folder } = summary;
        const entry: RunEntry = { summary, ours: false, ...(home === undefined ? {} : { home }) };
        const known = this.entries.get(folder);
        if (!known || standingOf(known) !== standingOf(entry)) isSameList = false;
        else if (JSON.stringify(known.summary) !== JSON.stringify(summary)) changed.push(folder);
        this.entries.set(folder, entry);
        this.folders.set(runId(folder), folder);
      }
    this.ordered = undefined;
    return isSameList ? changed : [undefined];
  }

  private drop(folder: string): void {
    this.entries.delete(folder);
    if (this.folders.get(runId(folder)) === folder) this.folders.delete(runId(folder));
  }
}

/** What else than the figures of a run hangs on: its place, whether it can be used, resumed, compared, and what it is called. */
const standingOf = ({ home, summary: { record, about, checkpoints, resumable } }: RunEntry): string =>
  JSON.stringify([
    ...[home, record.name, record.createdAt, record.status, about],
    ...[checkpoints.map(({ name }) => name), resumable],
  ]);
