// Trainings that wait for their turn: without a wish to the contrary one at a time trains in a window. What waits is kept over
// a reload of the window; then it is held until the person says that it shall go on.
import { randomUUID } from 'node:crypto';
import type * as vscode from 'vscode';
import type { TrainRequest } from '../../protocol/engine';
import type { Trainings } from './trainings';

export interface WaitingTraining {
  readonly id: string;
  readonly name: string;
  /** As it was when the person asked. */
  readonly request: TrainRequest;
  /** Left over from before a reload. */
  readonly isHeld: boolean;
}

export interface TrainingQueueOptions {
  trainings: Pick<Trainings, 'all'>;
  memory: vscode.Memento;
  /** How many trainings go on side by side. */
  atOnce(): number;
  begin(name: string, request: TrainRequest): void;
}

const KEY = 'nlpLab.trainingQueue';

export class TrainingQueue {
  private all: readonly WaitingTraining[];
  private isClosed = false;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly options: TrainingQueueOptions) {
    const kept = options.memory.get<readonly WaitingTraining[]>(KEY, []);
    this.all = kept.map((waiting) => ({ ...waiting, isHeld: true }));
  }

  /** In the order of their turns. */
  get waiting(): readonly WaitingTraining[] {
    return this.all;
  }

  /** A training may start now, and would overtake none. */
  get isFree(): boolean {
    return this.hasRoom && this.all.every(({ isHeld }) => isHeld);
  }

  /** That by which a run is to be resumed. */
  resuming(folder: string): WaitingTraining | undefined {
    return this.all.find(({ request }) => request.resume === folder);
  }

  /** From 1, in the order of turns; 0 while it is held. */
  placeOf({ id }: WaitingTraining): number {
    return this.all.filter(({ isHeld }) => !isHeld).findIndex((waiting) => waiting.id === id) + 1;
  }

  /** Calls `listener` whenever a training is queued, taken out, or has its turn. */
  onChange(listener: () => void): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  add(name: string, request: TrainRequest): WaitingTraining {
    const waiting: WaitingTraining = { id: randomUUID(), name, request, isHeld: false };
    this.set([...this.all, waiting]);
    return waiting;
  }

  remove(...ids: string[]): void {
    this.set(this.all.filter(({ id }) => !ids.includes(id)));
  }

  /** Those that were held wait for their turn again. */
  release(...ids: string[]): void {
    this.set(this.all.map((waiting) => (ids.includes(waiting.id) ? { ...waiting, isHeld: false } : waiting)));
    this.next();
  }

  /** Out of turn. */
  startNow(id: string): void {
    const found = this.all.find((waiting) => waiting.id === id);
    if (found) this.start(found);
  }

  /** Starts those whose turn it is: call it when a training has ended. */
  next(): void {
    while (this.hasRoom) {
      const first = this.all.find(({ isHeld }) => !isHeld);
      if (!first) return;
      this.start(first);
    }
  }

  /** The window closes: nothing starts any more, and what waits stays kept. */
  close(): void {
    this.isClosed = true;
  }

  private get hasRoom(): boolean {
    return !this.isClosed && this.options.trainings.all.length < this.options.atOnce();
  }

  private start({ id, name, request }: WaitingTraining): void {
    this.remove(id);
    this.options.begin(name, request);
  }

  private set(all: readonly WaitingTraining[]): void {
    this.all = all;
    void this.options.memory.update(KEY, all);
    for (const listener of this.listeners) listener();
  }
}
