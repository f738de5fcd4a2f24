// What waits to be trained, as it stands in the files beside the runs, and this window's part in it: once the person has asked for it here,
// the window trains what waits, so many at once as may, until nothing is left. What waited before the window was opened is begun only when
// the person says so; other windows and the command line work on the same files.
import * as path from 'node:path';
import type { MachineDefaults } from '../../protocol/machineDefaults';
import type { QueueChange, QueuedItem, QueueRequest, QueueState, QueueSummary } from '../../protocol/queue';
import type { SharedEngine } from './sharedEngine';
import type { Training, TrainingEnd, Trainings } from './trainings';

export interface WaitingTraining extends QueuedItem {
  /** Whose queue it stands in. */
  readonly runsFolder: string;
}

export interface TrainingQueueOptions {
  trainings: Pick<Trainings, 'all' | 'trainQueued'>;
  engine: Pick<SharedEngine, 'call'>;
  /** The folders of runs that have something waiting. */
  runsFolders(): Promise<readonly string[]>;
  /** How many trainings go on side by side. */
  atOnce(): number;
  defaults(): MachineDefaults;
  /** Called with each that this window begins. */
  onBegun(training: Training): void;
  /** Called with a sweep that waits no more: it is done, or was taken out. */
  onSweepEnd(sweep: WaitingTraining): void;
  onFailure(error: unknown): void;
}

/** How often it is looked whether what others train has been left. */
const LOOK_MS = 3_000;

type Change = Exclude<QueueChange, { kind: 'state' }>;

export class TrainingQueue {
  private all: readonly WaitingTraining[] = [];
  private readonly states = new Map<string, QueueState>();
  /** Begun here, and not told yet which of them each is. */
  private beginning = 0;
  private works = false;
  /** Of all that waits others train what could be begun. */
  private isIdle = false;
  private isClosed = false;
  private timer?: ReturnType<typeof setTimeout>;
  private readings = 0;
  /** What was read last, to see whether it has changed. */
  private mark = '[]';
  private readonly listeners = new Set<() => void>();

  constructor(private readonly options: TrainingQueueOptions) {}

  /** What is not being trained, in the order of turns. */
  get waiting(): readonly WaitingTraining[] {
    return this.all.filter(({ status }) => status !== 'running');
  }

  /** A training may start now, and would overtake none. */
  get isFree(): boolean {
    return this.hasRoom && !(this.works && this.open.some(({ status }) => status === 'waiting'));
  }

  /** This window trains what waits, unless that is paused. */
  get isWorking(): boolean {
    return this.works;
  }

  isPaused({ runsFolder }: Pick<WaitingTraining, 'runsFolder'>): boolean {
    return (this.states.get(runsFolder) ?? 'open') !== 'open';
  }

  /** That by which a run is to be resumed. */
  resuming(folder: string): WaitingTraining | undefined {
    const isIts = ({ runsFolder, run }: WaitingTraining): boolean =>
      run === path.basename(folder) && runsFolder === path.dirname(folder);
    return this.waiting.find((one) => one.status === 'waiting' && isIts(one));
  }

  /** Whether an experiment of this file waits, or is trained by whomever. */
  holds(experimentFile: string): boolean {
    return this.all.some((one) => one.status !== 'failed' && one.experimentFile === experimentFile);
  }

  /** From 1, in the order of turns; 0 of what failed. */
  placeOf({ id }: Pick<WaitingTraining, 'id'>): number {
    return this.waiting.filter(({ status }) => status === 'waiting').findIndex((one) => one.id === id) + 1;
  }

  /** Calls `listener` whenever what waits has changed, or how it is worked on. */
  onChange(listener: () => void): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  /** Reads the files anew. Never fails: what cannot be read is told. */
  async refresh(): Promise<void> {
    const reading = ++this.readings;
    const { runsFolders, engine, onFailure } = this.options;
    try {
      const folders = await runsFolders();
      const queues = await Promise.all(
        folders.map(async (runsFolder) => ({ runsFolder, queue: await engine.call('queue', { runsFolder }) })),
      );
      if (reading !== this.readings || this.isClosed) return;
      this.set(queues);
    } catch (error) {
      if (!this.isClosed) onFailure(error);
    }
  }

  /** Call it when the files have changed: others may have added something, or have left what they trained. */
  async lookAgain(): Promise<void> {
    await this.refresh();
    this.next();
  }

  /** Fails where it could not be trained. */
  async add(request: QueueRequest): Promise<WaitingTraining> {
    const { item } = await this.options.engine.call('addToQueue', request);
    await this.refresh();
    return { ...item, runsFolder: request.runsFolder };
  }

  /** What of them is trained stops, whoever trains it. */
  remove(...ids: string[]): Promise<void> {
    return this.change(ids, (of) => ({ kind: 'remove', ids: of }));
  }

  retry(...ids: string[]): Promise<void> {
    return this.change(ids, (of) => ({ kind: 'retry', ids: of }));
  }

  /** @param before the id of the one that they are to stand before; at the end when left out */
  move(ids: readonly string[], before?: string): Promise<void> {
    return this.change(ids, (of) => ({ kind: 'move', ids: of, before }));
  }

  /** What trains goes on, unless it is to stop until the queue is open again. */
  async pause(state: Exclude<QueueState, 'open'> = 'paused'): Promise<void> {
    await this.changeState(state);
  }

  /** Trains what waits, here and whatever paused it. */
  async work(): Promise<void> {
    this.works = true;
    await this.changeState('open');
    this.tell();
    this.next();
  }

  /** Out of turn. */
  startNow(id: string): void {
    const found = this.waiting.find((waiting) => waiting.id === id);
    if (found) this.begin(found, id);
  }

  /** Begins those whose turn it is: call it when a training has ended, and when more may train at once. */
  next(): void {
    clearTimeout(this.timer);
    this.isIdle = false;
    this.fill();
  }

  /** The window closes: nothing starts any more, and what waits or trains stays in the queue. */
  close(): void {
    this.isClosed = true;
    clearTimeout(this.timer);
  }

  private get hasRoom(): boolean {
    return !this.isClosed && this.options.trainings.all.length < this.options.atOnce();
  }

  /** What may be begun, in the order of turns; of a sweep several runs may. */
  private get open(): readonly WaitingTraining[] {
    return this.all.filter(
      (one) => !this.isPaused(one) && (one.status === 'waiting' || (one.status === 'running' && one.kind === 'sweep')),
    );
  }

  private fill(): void {
    while (this.works && !this.isIdle && this.hasRoom) {
      const { open } = this;
      const next = open.some(({ kind }) => kind === 'sweep') ? open[0] : open.at(this.beginning);
      if (!next) break;
      this.begin(next);
    }
    const isDone = this.all.every(({ status }) => status === 'failed') && this.beginning === 0;
    if (this.works && isDone) {
      this.works = false;
      this.tell();
    }
    const dependsOnOthers = this.isIdle || this.all.some(({ status }) => status === 'running');
    clearTimeout(this.timer);
    if (this.works && this.hasRoom && dependsOnOthers) this.timer = setTimeout(() => void this.lookAgain(), LOOK_MS);
  }

  private begin({ name, runsFolder, run }: WaitingTraining, id?: string): void {
    const { trainings, defaults, onBegun } = this.options;
    const beforeStop = (item: string): Promise<void> => (this.isClosed ? Promise.resolve() : this.remove(item));
    this.beginning++;
    const resume = id !== undefined && run !== undefined ? path.join(runsFolder, run) : undefined;
    const training = trainings.trainQueued(name, { runsFolder, id, resume, defaults: defaults(), beforeStop });
    const isKnown = training.started.then(
      () => undefined,
      () => undefined,
    );
    const isTold = Promise.race([isKnown, training.ended])
      .then(() => this.refresh())
      .then(() => void this.beginning--);
    onBegun(training);
    void Promise.all([training.ended, isTold]).then(([end]) => this.afterEnd(end));
  }

  private async afterEnd({ idle, isUnanswered }: TrainingEnd): Promise<void> {
    if (isUnanswered) this.works = false; // else it would be asked for again at once
    await this.refresh();
    if (idle !== 'wait') return this.next();
    this.isIdle = true;
    this.fill();
  }

  private async change(ids: readonly string[], changeOf: (ids: string[]) => Change): Promise<void> {
    const byFolder = new Map<string, string[]>();
    for (const { id, runsFolder } of this.all.filter((one) => ids.includes(one.id)))
      byFolder.set(runsFolder, [...(byFolder.get(runsFolder) ?? []), id]);
    for (const [runsFolder, of] of byFolder)
      await this.options.engine.call('changeQueue', { runsFolder, change: changeOf(of) });
    await this.refresh();
    this.next();
  }

  private async changeState(state: QueueState): Promise<void> {
    for (const runsFolder of new Set(this.all.map((one) => one.runsFolder)))
      if (this.states.get(runsFolder) !== state)
        await this.options.engine.call('changeQueue', { runsFolder, change: { kind: 'state', state } });
    await this.refresh();
  }

  private set(queues: readonly { runsFolder: string; queue: QueueSummary }[]): void {
    const mark = JSON.stringify(queues);
    if (mark === this.mark) return;
    this.mark = mark;
    this.states.clear();
    for (const { runsFolder, queue } of queues) this.states.set(runsFolder, queue.state);
    const before = this.all;
    this.all = queues.flatMap(({ runsFolder, queue }) => queue.items.map((item) => ({ ...item, runsFolder })));
    const isLeft = (id: string): boolean => this.all.some((one) => one.id === id);
    for (const one of before) if (one.kind === 'sweep' && !isLeft(one.id)) this.options.onSweepEnd(one);
    this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}
