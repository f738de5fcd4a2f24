// All runs of all workspace folders, kept up to date by the trainings of this window and by watching the runs folders
// (for runs that the command line or another window trains). Nothing is read before somebody asks.
import { stat } from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Lifetime } from '../editor/lifetime';
import { exists } from '../editor/onDisk';
import type { SharedEngine } from '../engine/sharedEngine';
import { type LiveFigures, liveOf, moved } from '../engine/liveFigures';
import type { TrainingQueue } from '../engine/trainingQueue';
import type { Training, Trainings } from '../engine/trainings';
import { runsFolderOf, runsFolders } from '../editor/settings';
import { type HomeReading, ListedRuns } from './listedRuns';
import { isRunning, type RunEntry } from './runEntry';
import { RunHistory } from './runHistory';
import { type Log } from '../editor/shown/log';

export interface RunsOptions {
  engine: SharedEngine;
  trainings: Trainings;
  queue: TrainingQueue;
  log: Log;
  life: Lifetime;
}

const SETTLE_MS = 200;
/** The least between two readings because of records that trainings rewrite with each epoch. */
const PAUSE_MS = 2000;
/**
 * How often it is looked whether there are other runs, and what became of those that are trained elsewhere: a process that was
 * killed sends no word, and watchers of files miss some.
 */
const PULSE_MS = 10_000;

export class Runs {
  private readonly listed = new ListedRuns();
  /** By folder of runs, what the next reading is to go on from. */
  private readonly marks = new Map<string, string>();
  /** The names of the folders that the next reading is to look into; undefined: all. */
  private touched?: Set<string> = new Set();
  /** The next reading is told, whatever it finds: the first one, and one after a training of this window has ended. */
  private isAwaited = true;
  private first?: Promise<void>;
  private reading?: Promise<void>;
  /** The reading after that one, where somebody waits for it. */
  private next?: Promise<void>;
  private ended = false;
  private timer?: ReturnType<typeof setTimeout>;
  /** When that timer ends, and when was read last; ms of the clock. */
  private due = Infinity;
  private readAt = 0;
  private pulse?: ReturnType<typeof setTimeout>;
  /** When runs last came or went, as the folders said before they were read. */
  private seen = '';
  private watching: Lifetime;
  private readonly elsewhere = new Map<string, { history: RunHistory; live: LiveFigures }>();
  private readonly emitter: vscode.EventEmitter<string | undefined>;
  /** Fires with the folder of the run that changed, or undefined when the list did. */
  readonly onDidChange: vscode.Event<string | undefined>;

  constructor(private readonly options: RunsOptions) {
    const { life, trainings, queue } = options;
    this.emitter = life.add(new vscode.EventEmitter());
    this.onDidChange = this.emitter.event;
    this.watching = life.child();
    life.add(trainings.onChange((training) => this.onTraining(training)));
    life.add(queue.onChange(() => this.emitter.fire(undefined)));
    life.add(vscode.workspace.onDidChangeWorkspaceFolders(() => this.restart()));
    life.add(
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('nlpLab.runsFolder')) this.restart();
      }),
    );
    life.add({
      dispose: () => {
        this.ended = true;
        [this.timer, this.pulse].forEach(clearTimeout);
      },
    });
  }

  /** The runs known now, newest first, with their live figures. */
  get all(): RunEntry[] {
    return this.listed.all.map((entry) => this.enlivened(entry));
  }

  /** The runs, after the first reading. Later ones are not waited for: while something trains there may always be one more. */
  async ready(): Promise<RunEntry[]> {
    await this.begun();
    return this.all;
  }

  private begun(): Promise<void> {
    return (this.first ??= this.begin());
  }

  private begin(): Promise<void> {
    this.watch();
    return this.refresh();
  }

  async find(id: string): Promise<RunEntry | undefined> {
    await this.begun();
    if (!this.listed.withId(id)) await this.refresh();
    const entry = this.listed.withId(id);
    return entry && this.enlivened(entry);
  }

  /** The entry of a folder as it is known now. */
  at(folder: string): RunEntry | undefined {
    const entry = this.listed.at(folder);
    return entry && this.enlivened(entry);
  }

  /** Reads all runs folders again; calls made meanwhile cause one more reading, and wait for that and no longer. */
  refresh(): Promise<void> {
    this.touched = undefined;
    return this.readNext();
  }

  private readNext(): Promise<void> {
    if (!this.reading) return (this.reading = this.readAll());
    return (this.next ??= this.reading.then(() => {
      this.next = undefined;
      return this.readNext();
    }));
  }

  private lookLater(): void {
    clearTimeout(this.pulse);
    if (!this.ended) this.pulse = setTimeout(() => void this.look(), PULSE_MS);
  }

  private async look(): Promise<void> {
    const isElsewhere = ({ summary }: RunEntry): boolean =>
      summary.record.status === 'running' && !this.options.trainings.of(summary.folder);
    if (this.listed.all.some(isElsewhere) || (await changesOfFolders()) !== this.seen) await this.refresh();
    else this.lookLater();
  }

  private async readAll(): Promise<void> {
    this.readAt = Date.now();
    try {
      this.seen = await changesOfFolders();
      const homes = vscode.workspace.workspaceFolders ?? [];
      const changed = this.touched && [...this.touched];
      this.touched = new Set();
      this.list(await Promise.all(homes.map((home) => this.read(home, homes.length > 1, changed))));
    } finally {
      this.reading = undefined;
    }
    this.lookLater();
  }

  private list(readings: HomeReading[]): void {
    const found = this.listed.take(readings);
    const changed = this.isAwaited ? [undefined] : found;
    this.isAwaited = false;
    this.elsewhere.forEach((_, folder) => this.at(folder) || this.elsewhere.delete(folder));
    for (const folder of changed) this.emitter.fire(folder);
  }

  /** @param changed the names of the folders that may have changed; all when left out */
  private async read(home: vscode.WorkspaceFolder, several: boolean, changed?: string[]): Promise<HomeReading> {
    const runsFolder = runsFolderOf(home.uri);
    const place = { runsFolder, ...(several ? { home: home.name } : {}) };
    const since = this.marks.get(runsFolder);
    this.marks.delete(runsFolder);
    if (!(await exists(runsFolder))) return { ...place, reply: NONE };
    try {
      const writesNothing = !vscode.workspace.isTrusted;
      const reply = await this.options.engine.call('runs', { runsFolder, since, changed, writesNothing });
      if (reply.mark !== undefined) this.marks.set(runsFolder, reply.mark);
      return { ...place, reply };
    } catch (error) {
      this.options.log.error(vscode.l10n.t('The runs in {0} could not be read.', runsFolder), error);
      return { ...place, reply: NONE };
    }
  }

  private enlivened(entry: RunEntry): RunEntry {
    const { trainings, queue } = this.options;
    const training = trainings.of(entry.summary.folder);
    if (training) return { ...entry, live: training.live, ours: true };
    const waiting = queue.resuming(entry.summary.folder);
    if (waiting) return { ...entry, queued: queue.placeOf(waiting) };
    if (entry.summary.record.status !== 'running') return entry;
    return { ...entry, live: this.elsewhere.get(entry.summary.folder)?.live };
  }

  private onTraining(training: Training): void {
    const running = this.options.trainings.all.includes(training);
    this.isAwaited ||= !running; // its record may have said so before: it counted as live until now
    if (!running || (training.folder && !this.at(training.folder)))
      this.later({ name: training.folder && path.basename(training.folder) });
    else if (training.folder) this.emitter.fire(training.folder);
  }

  private restart(): void {
    if (!this.first) return;
    this.watching.dispose();
    this.watching = this.options.life.child();
    this.watch();
    this.later({});
  }

  /** Reads once more, in a moment and not before `soonest`. @param name of the folder that may have changed; all when left out */
  private later({ name, soonest = 0 }: { name?: string; soonest?: number }): void {
    if (name === undefined) this.touched = undefined;
    else this.touched?.add(name);
    const due = Math.max(Date.now() + SETTLE_MS, soonest);
    if (due >= this.due) return;
    clearTimeout(this.timer);
    this.due = due;
    const read = (): void => {
      this.due = Infinity;
      void this.readNext();
    };
    this.timer = setTimeout(read, due - Date.now());
  }

  private watch(): void {
    for (const home of vscode.workspace.workspaceFolders ?? []) {
      const runsFolder = runsFolderOf(home.uri);
      const pattern = new vscode.RelativePattern(vscode.Uri.file(path.dirname(runsFolder)), '**');
      const watcher = this.watching.add(vscode.workspace.createFileSystemWatcher(pattern));
      const onFile = (file: vscode.Uri): void => this.onFile(runsFolder, file.fsPath);
      for (const event of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete])
        this.watching.add(event(onFile));
    }
  }

  private onFile(runsFolder: string, file: string): void {
    const parts = path.relative(runsFolder, file).split(path.sep);
    // Of folders made one inside the other in one go, watchers may report the outermost alone.
    if (runsFolder.startsWith(file + path.sep)) return this.later({});
    const [name] = parts;
    if (name.startsWith('.')) return; // elsewhere, or a file that no run is read from
    if (parts.length === 2 && parts[1] === 'metrics.jsonl') this.onMetrics(path.join(runsFolder, name));
    else if (parts.length < 2) this.later(name === '' ? {} : { name });
    else if (parts[1] === 'run.json') this.later({ name, soonest: this.readAt + PAUSE_MS });
    else if (parts[1] === 'about.json') this.later({ name });
    else if (parts[1] === 'evaluation.json') this.emitter.fire(undefined);
  }

  /** New lines of a run that is trained elsewhere. */
  private onMetrics(folder: string): void {
    const entry = this.at(folder);
    if (!entry || entry.ours) return;
    if (!isRunning(entry)) return this.later({ name: path.basename(folder) });
    const known = this.elsewhere.get(folder) ?? {
      history: new RunHistory(this.options.engine, folder),
      live: liveOf(entry.summary.record),
    };
    this.elsewhere.set(folder, known);
    known.history.pull().then(
      (news) => {
        if (!news) return;
        known.live = known.history.lines.reduce(moved, liveOf(entry.summary.record));
        this.emitter.fire(folder);
      },
      (error: unknown) => this.options.log.warn(String(error)),
    );
  }
}

const NONE: HomeReading['reply'] = { runs: [] };

/** The times at which the runs folders of the workspace were changed: when runs came or went. */
async function changesOfFolders(): Promise<string> {
  const times = runsFolders().map((folder) =>
    stat(folder).then(
      ({ mtimeMs }) => mtimeMs,
      () => 0,
    ),
  );
  return (await Promise.all(times)).join();
}
