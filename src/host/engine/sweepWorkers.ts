// The sweeps that a window trains: run after run, as many side by side as may train at once, each an ordinary training. What ends gives
// room to whatever waits in the queue first, then to the next run of a sweep.
import type { TrainingEnd, Trainings, Training, TrialRequest } from './trainings';

export interface TrainedSweep {
  readonly folder: string;
  readonly name: string;
  readonly experimentFile?: string;
}

/** Why nothing more of it is begun; `wait`: others train what is left. */
export type SweepEnd = 'done' | 'wait' | 'stopped' | 'failed';

export interface SweepWorkersOptions {
  trainings: Pick<Trainings, 'all' | 'onChange' | 'trainTrial'>;
  /** How many trainings go on side by side. */
  atOnce(): number;
  defaults(): TrialRequest['defaults'];
  onBegun(training: Training): void;
  /** Called when a run has ended, before another takes its place. */
  onRan(end: TrainingEnd): void;
  /** Called when all of its trainings have ended and none is begun any more. */
  onEnd(sweep: TrainedSweep, end: SweepEnd): void;
}

interface Working extends TrainedSweep {
  readonly active: Set<Training>;
  /** What could be begun depends on those that go on. */
  isIdle: boolean;
  end?: SweepEnd;
}

export class SweepWorkers {
  private readonly working = new Map<string, Working>();
  private isClosed = false;

  constructor(private readonly options: SweepWorkersOptions) {
    options.trainings.onChange((training) => {
      const isOther = ![...this.working.values()].some(({ active }) => active.has(training));
      if (isOther && !options.trainings.all.includes(training)) void training.ended.then(() => this.fillAll());
    });
  }

  /** The folders of those that go on. */
  get all(): readonly string[] {
    return [...this.working.keys()];
  }

  start(sweep: TrainedSweep): void {
    const begun: Working = { ...sweep, active: new Set(), isIdle: false };
    this.working.set(sweep.folder, begun);
    this.fill(begun);
  }

  /** Its trainings stop between two steps. */
  stop(folder: string): void {
    const sweep = this.working.get(folder);
    if (!sweep) return;
    sweep.end = 'stopped';
    for (const training of sweep.active) training.stop();
    this.fill(sweep);
  }

  /** The window closes: nothing is begun any more. What trains is stopped with all other trainings. */
  close(): void {
    this.isClosed = true;
  }

  /** Call it when more may train at once. */
  fillAll(): void {
    for (const sweep of this.working.values()) this.fill(sweep);
  }

  private fill(sweep: Working): void {
    const { trainings, atOnce, onEnd } = this.options;
    while (!this.isClosed && !sweep.end && !sweep.isIdle && trainings.all.length < atOnce()) this.train(sweep);
    if (sweep.active.size > 0 || !sweep.end || !this.working.delete(sweep.folder)) return;
    if (!this.isClosed) onEnd(sweep, sweep.end);
  }

  private train(sweep: Working): void {
    const { trainings, defaults, onBegun, onRan } = this.options;
    const { folder, name, experimentFile } = sweep;
    const training = trainings.trainTrial(name, { folder, experimentFile, defaults: defaults() });
    sweep.active.add(training);
    onBegun(training);
    void training.ended.then((end) => {
      sweep.active.delete(training);
      sweep.isIdle = end.idle !== undefined && sweep.active.size > 0;
      sweep.end ??= endAfter(end, sweep.isIdle);
      onRan(end);
      this.fillAll();
    });
  }
}

function endAfter({ idle, failure, status }: TrainingEnd, isIdle: boolean): SweepEnd | undefined {
  if (failure && status !== 'stopped') return 'failed';
  if (idle) return isIdle ? undefined : idle;
  return status === 'stopped' ? 'stopped' : undefined;
}
