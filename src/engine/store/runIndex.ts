// All runs of a folder without opening the files of each: what was read from a run stands in memory, and in an index beside the runs, with
// size and time of change of every file that it was read from. The files of runs are the truth. An index that is missing, damaged
// or old costs time and nothing else; where it cannot be written there is none.

import { randomUUID } from 'node:crypto';
import path from 'node:path';
import {
  type FlatConfiguration,
  type KeyChange,
  type RunsReply,
  type RunsRequest,
  type RunSummary,
} from '../../protocol/run';
import type { Files } from './files';
import { flatConfiguration, keyChanges } from './flatConfiguration';
import { readIndex, writeIndex, type IndexedRun, type IndexedValues } from './indexFile';
import { byAge, listRun, namesIn, runFiles } from './runFolder';
import { aboutPath } from './runAbout';
import { readRecord, recordPath } from './runRecord';
import { CHECKPOINTS, fileStamp } from './runStamp';
import { isSwept } from './sweepRuns';
import { processWorld, type LeaseWorld } from './surroundings';
import { readFileText } from './wholeFile';

const MOST_EXPERIMENT_BYTES = 4 << 20;
/** Files that were changed so short a time ago may be changed again without their time of change showing it. */
const SETTLED_MS = 2000;
/** So many runs, and one in so many, are read anew before the index is written again. */
const MOST_UNSAVED = 20;
const SHARE_UNSAVED = 50;

interface KnownRun extends IndexedRun {
  /** Nothing but its files decides what is listed, and they have not been changed a moment ago. */
  isSettled: boolean;
  changes?: KeyChange[];
  /** The reading at which it last became another. */
  reading: number;
}

export class RunIndex {
  /** By the name of the folder. */
  private known = new Map<string, KnownRun>();
  private readonly gone = new Map<string, number>();
  private readonly id = randomUUID();
  private reading = 0;
  private unsaved = 0;
  private isOpen = false;

  constructor(
    private readonly files: Files,
    private readonly runsFolder: string,
    private readonly world: LeaseWorld = processWorld,
  ) {}

  /** Fails with `DISK` when the folder cannot be listed. A folder that is not there holds no runs. */
  read(request: Omit<RunsRequest, 'runsFolder'> = {}): RunsReply {
    const { since, changed, wantsConfiguration = false, writesNothing = false } = request;
    const from = this.readingOf(since);
    this.look(from === undefined ? undefined : changed && new Set(changed));
    if (!writesNothing && this.unsaved > Math.max(MOST_UNSAVED, this.known.size / SHARE_UNSAVED)) this.save();
    const isNews = ({ reading }: { reading: number }): boolean => from === undefined || reading > from;
    const runs = [...this.known.values()].filter(isNews).map((run) => summaryOf(run, wantsConfiguration));
    const gone = [...this.gone].filter(([, reading]) => isNews({ reading })).map(([name]) => this.folderOf(name));
    const mark = `${this.id}:${this.reading}`;
    return { runs: runs.sort(byAge), mark, ...(from === undefined ? {} : { gone }) };
  }

  /**
   * Runs, or these alone by the names of their folders, each with what `read` makes of its files; that is kept with it until they change, in
   * the index too. What is no run is left out. @param read gives no figures that are none
   */
  withValues(
    read: (summary: RunSummary) => IndexedValues,
    names?: readonly string[],
  ): { summary: RunSummary; values: IndexedValues }[] {
    this.look(names && new Set(names));
    const runs = names ? names.flatMap((name) => this.known.get(name) ?? []) : [...this.known.values()];
    return runs.map((run) => {
      if (!run.values && run.isSettled) this.unsaved++;
      run.values ??= read(run.summary);
      return { summary: summaryOf(run, false), values: run.values };
    });
  }

  private readingOf(mark = ''): number | undefined {
    const [id, reading] = mark.split(':');
    return id === this.id ? Number(reading) : undefined;
  }

  private folderOf(name: string): string {
    return path.join(this.runsFolder, name);
  }

  /** @param only where to look for what has changed; everywhere when left out */
  private look(only?: ReadonlySet<string>): void {
    this.reading++;
    const isThere = this.files.stat(this.runsFolder)?.kind === 'folder';
    const names = new Set(isThere ? namesIn(this.files, this.runsFolder) : []);
    if (!this.isOpen && names.size > MOST_UNSAVED) this.open();
    this.isOpen = true;
    const touched = new Set<string>();
    for (const [name, run] of this.known) if (!names.has(name)) this.forget(name, run, touched);
    for (const name of names) {
      const run = this.known.get(name);
      if (
        run?.isSettled &&
        ((only && !only.has(name)) || stampOf(this.files, this.folderOf(name), run.stamp) === run.stamp)
      )
        continue;
      this.readRun(name, run, touched);
    }
    this.compare(touched);
  }

  private forget(name: string, run: KnownRun, touched: Set<string>): void {
    this.known.delete(name);
    this.gone.set(name, this.reading);
    touched.add(seriesOf(run));
  }

  private readRun(name: string, before: KnownRun | undefined, touched: Set<string>): void {
    const folder = this.folderOf(name);
    const readMs = this.world.nowMs();
    const stamp = stampOf(this.files, folder); // before the files are read: what changes meanwhile is then read once more
    const summary = listRun(this.files, folder, this.world);
    if (!summary) return before && this.forget(name, before, touched);
    const configuration = configurationIn(this.files, folder);
    const run = { name, stamp, summary, configuration, reading: this.reading };
    const isSettled = readMs - newestIn(stamp) > SETTLED_MS && this.isPlain(summary);
    if (isSettled) this.unsaved++;
    const isSame = before !== undefined && JSON.stringify(contentOf(before)) === JSON.stringify(contentOf(run));
    if (!isSame) for (const one of [before, run]) if (one) touched.add(seriesOf(one));
    const { reading, changes } = isSame ? before : { reading: this.reading, changes: undefined };
    this.known.set(name, { ...run, isSettled, reading, changes });
    this.gone.delete(name);
  }

  /** Whether neither a writer, nor what one has left, nor a failure to read has a part in it: those come and go without a change of its files. */
  private isPlain({ folder, record }: RunSummary): boolean {
    if (!isSwept(this.files, folder, { isCompleted: record.status === 'completed' })) return false;
    if (record.status === 'completed' || record.status === 'stopped') return true;
    try {
      return readRecord(this.files, folder).status !== 'running';
    } catch {
      return false;
    }
  }

  /** Finds anew what differs in each series of runs in which something has. */
  private compare(touched: ReadonlySet<string>): void {
    if (touched.size === 0) return;
    const series = new Map<string, KnownRun[]>();
    for (const run of this.known.values()) {
      const key = seriesOf(run);
      if (!touched.has(key)) continue;
      const others = series.get(key);
      if (others) others.push(run);
      else series.set(key, [run]);
    }
    for (const runs of series.values()) {
      runs.sort((a, b) => byAge(b.summary, a.summary));
      runs.forEach((run, i) => this.setChanges(run, i === 0 ? undefined : runs[i - 1]));
    }
  }

  private setChanges(run: KnownRun, before: KnownRun | undefined): void {
    const isKnown = before?.configuration !== undefined && run.configuration !== undefined;
    const changes = isKnown ? keyChanges(before.configuration ?? {}, run.configuration ?? {}) : undefined;
    if (JSON.stringify(changes) === JSON.stringify(run.changes)) return;
    run.changes = changes;
    run.reading = this.reading;
  }

  private open(): void {
    for (const run of readIndex(this.files, this.runsFolder))
      this.known.set(run.name, { ...run, isSettled: true, reading: this.reading });
    this.compare(new Set([...this.known.values()].map(seriesOf)));
  }

  private save(): void {
    this.unsaved = 0;
    const settled = [...this.known.values()].filter(({ isSettled }) => isSettled);
    writeIndex(this.files, this.runsFolder, settled);
  }
}

/** Runs among which each comes from the one before it. */
const seriesOf = ({ summary: { record } }: IndexedRun): string => `${record.task}\n${record.name}`;

const contentOf = ({ summary, configuration }: IndexedRun): unknown => [summary, configuration];

function summaryOf({ summary, changes, configuration }: KnownRun, wantsConfiguration: boolean): RunSummary {
  return {
    ...summary,
    ...(changes && { changes }),
    ...(wantsConfiguration && configuration && { configuration }),
  };
}

function configurationIn(files: Files, folder: string): FlatConfiguration | undefined {
  try {
    return flatConfiguration(
      JSON.parse(readFileText(files, path.join(folder, runFiles.experiment), MOST_EXPERIMENT_BYTES)),
    );
  } catch {
    return undefined;
  }
}

/** What a summary is read from; the checkpoints last, as `folderStampsIn` has it. */
const READ_FROM = [recordPath(''), runFiles.experiment, runFiles.evaluation, aboutPath(''), CHECKPOINTS];

/** @param known the stamp of before: what was not there is not there as long as its folder has not changed */
function stampOf(files: Files, folder: string, known = ''): string {
  try {
    const whole = fileStamp(files, folder);
    const before = known.split(' ');
    const isAbsent = (i: number): boolean => before[0] === whole && before[i + 1] === '';
    const parts = READ_FROM.map((name, i) => (isAbsent(i) ? '' : fileStamp(files, folder + path.sep + name)));
    return [whole, ...parts].join(' ');
  } catch {
    return '?'; // it is read, and that tells why
  }
}

const newestIn = (stamp: string): number => Math.max(...stamp.split(' ').map((one) => Number.parseFloat(one) || 0));

/** The folders that were listed last, in this thread. */
const MOST_FOLDERS = 4;
const opened = new WeakMap<Files, Map<string, RunIndex>>();

/** The index of a folder, as this thread knows it. */
export function runIndexOf(files: Files, runsFolder: string): RunIndex {
  const all = opened.get(files) ?? new Map<string, RunIndex>();
  opened.set(files, all);
  const index = all.get(runsFolder) ?? new RunIndex(files, runsFolder);
  all.delete(runsFolder);
  all.set(runsFolder, index);
  for (const folder of all.keys()) if (all.size > MOST_FOLDERS) all.delete(folder);
  return index;
}
