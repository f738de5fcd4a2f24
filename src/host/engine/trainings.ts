// The trainings of this window: one thread for each, what is known of it live, and its end. A thread that dies ends
// its own training and nothing else.

import type { EngineContract, TrainProgress, TrainRequest } from '../../protocol/engine';
import type { EngineThread, StartEngine } from '../../protocol/engineThread';
import { LabError, type LabErrorData } from '../../protocol/labError';
import type { Progress } from '../../protocol/progress';
import type { QueuedBegun } from '../../protocol/queue';
import type { MetricLine, RunRecord, RunStatus } from '../../protocol/run';
import type { TrialBegun } from '../../protocol/sweep';
import { type LiveFigures, liveOf, moved } from './liveFigures';

export interface Training {
  readonly name: string;
  /** Known as soon as the engine has made the run's folder. */
  readonly folder: string | undefined;
  readonly experimentFile: string | undefined;
  readonly live: LiveFigures;
  /** The folder, or the failure that kept the run from starting. */
  readonly started: Promise<string>;
  /** Settles when the training has ended in whatever way and its thread has gone. */
  readonly ended: Promise<TrainingEnd>;
  /** Asks the engine to stop between two steps; the run can be resumed. */
  stop(): void;
}

export interface TrainingEnd {
  folder?: string;
  status: RunStatus;
  seconds: number;
  failure?: LabErrorData;
  /** Of a sweep and of the queue: nothing was trained, as all that is left is trained by others, or nothing is left that may be begun. */
  idle?: 'wait' | 'done';
  /** The engine gave no answer: what it was asked for failed, or its thread has died. */
  isUnanswered?: true;
  /** It was a run of a sweep. */
  isTrial?: true;
  /** The id of the run that it was to be once more. */
  again?: string;
}

/** The next run of a sweep. */
export interface TrialRequest extends Pick<TrainRequest, 'defaults' | 'experimentFile'> {
  /** Of the sweep. */
  folder: string;
}

/** The next of what waits in a queue, or that of an id. */
export interface QueuedRequest extends Pick<TrainRequest, 'defaults' | 'runsFolder'> {
  id?: string;
  /** The folder of its run, where that is known: it can be stopped by that at once. */
  resume?: string;
  /** Called before the training that was taken is asked to stop, which waits for the answer. */
  beforeStop(id: string): Promise<unknown>;
}

type Told = TrainProgress | TrialBegun | QueuedBegun;

type Call = (
  client: EngineThread['client'],
  options: { signal: AbortSignal; onProgress(told: Told): void },
) => Promise<TrainingEnd>;

export interface TrainingsOptions {
  start: StartEngine;
  onLog(event: EngineContract['events']['log']): void;
}

export class Trainings {
  private readonly running = new Set<Training>();
  private readonly listeners = new Set<(training: Training) => void>();

  constructor(private readonly options: TrainingsOptions) {}

  get all(): readonly Training[] {
    return [...this.running];
  }

  of(folder: string): Training | undefined {
    return this.all.find((training) => training.folder === folder);
  }

  /** Calls `listener` whenever a training starts, moves on or ends. */
  onChange(listener: (training: Training) => void): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  /** Starts a thread and trains. `name` is what the person sees until the run is known. */
  train(name: string, request: TrainRequest): Training {
    return this.follow(name, request, async (client, options) => {
      const { folder, record } = await client.call('train', request, options);
      const { status, seconds, failure, again } = record;
      return { folder, status, seconds, failure, again };
    });
  }

  /** The same with the next run of a sweep, where there is one to train. */
  trainTrial(name: string, { folder, defaults, experimentFile }: TrialRequest): Training {
    const training = this.follow(name, { experimentFile }, async (client, options) => {
      const reply = await client.call('trial', { folder, defaults }, options);
      if (reply.state !== 'ran') return { status: 'stopped', seconds: 0, idle: reply.state };
      const { seconds, failure } = reply.ran; // which is the trial's, and no failure of the sweep
      return { folder: training.folder, status: failure ? 'failed' : 'completed', seconds };
    });
    return training;
  }

  /** The same with the next of what waits in a queue. */
  trainQueued(name: string, { beforeStop, resume, ...request }: QueuedRequest): Training {
    const training = this.follow(
      name,
      { resume },
      async (client, options) => {
        const reply = await client.call('trainQueued', request, options);
        if (reply.state !== 'ran')
          return { status: 'stopped', seconds: 0, idle: reply.state === 'wait' ? 'wait' : 'done' };
        const { folder = training.folder, status, seconds, failure, trial, again } = reply;
        return { folder, status, seconds, failure, again, ...(trial && { isTrial: true }) };
      },
      { id: request.id, beforeStop },
    );
    return training;
  }

  private follow(
    name: string,
    request: Pick<TrainRequest, 'resume' | 'experimentFile'>,
    call: Call,
    queued?: Pick<QueuedRequest, 'id' | 'beforeStop'>,
  ): Training {
    const controller = new AbortController();
    const training = new LiveTraining(name, request, controller, queued);
    const changed = (): void => this.listeners.forEach((listener) => listener(training));
    const thread = this.options.start({ log: this.options.onLog });
    const onProgress = (told: Told): void => (training.follow(told), changed());
    const ended = call(thread.client, { signal: controller.signal, onProgress })
      .catch((error: unknown) => training.failed(error))
      .then(async (end) => {
        this.running.delete(training);
        training.settle(end);
        changed();
        await thread.end();
        return end;
      });
    training.ended = ended;
    this.running.add(training);
    changed();
    return training;
  }

  /** Stops all and waits until their threads have gone: for the end of the window. */
  async dispose(): Promise<void> {
    const all = this.all;
    for (const training of all) training.stop();
    await Promise.all(all.map((training) => training.ended));
    this.listeners.clear();
  }
}

class LiveTraining implements Training {
  folder: string | undefined;
  experimentFile: string | undefined;
  readonly started: Promise<string>;
  private item: string | undefined;
  ended: Promise<TrainingEnd> = new Promise(() => undefined);
  live: LiveFigures = { phase: 'preparing', epoch: 0, epochs: 0, step: 0, seconds: 0, metrics: {} };
  private announce: { resolve(folder: string): void; reject(error: LabError): void } | undefined;

  constructor(
    public name: string,
    request: Pick<TrainRequest, 'resume' | 'experimentFile'>,
    private readonly controller: AbortController,
    private readonly queued?: Pick<QueuedRequest, 'id' | 'beforeStop'>,
  ) {
    this.item = queued?.id;
    this.folder = request.resume;
    this.experimentFile = request.experimentFile;
    this.started = new Promise((resolve, reject) => (this.announce = { resolve, reject }));
    this.started.catch(() => undefined);
  }

  stop(): void {
    this.live = { ...this.live, phase: 'stopping' };
    const stop = (): void => this.controller.abort();
    if (this.item === undefined || !this.queued) return stop();
    void this.queued.beforeStop(this.item).then(stop, stop);
  }

  follow(told: Told): void {
    if (told.kind === 'trial') return;
    if (told.kind === 'item') {
      this.item = told.id;
      this.name = told.name;
      this.experimentFile = told.experimentFile;
    } else if (told.kind === 'start') this.onStart(told.folder, told.record);
    else if (told.kind === 'metric') this.onMetric(told.line);
    else this.onPhase(told);
  }

  private onStart(folder: string, record: RunRecord): void {
    this.folder = folder;
    this.live = { ...this.live, ...liveOf(record), phase: this.live.phase };
    this.announce?.resolve(folder);
  }

  private onMetric(line: MetricLine): void {
    const phase = this.live.phase === 'stopping' ? 'stopping' : 'training';
    this.live = { ...moved(this.live, line), phase, detail: undefined, fraction: undefined };
  }

  private onPhase({ phase, fraction, detail }: Progress): void {
    this.live = { ...this.live, detail: detail ?? phase, fraction };
  }

  failed(error: unknown): TrainingEnd {
    const failure = LabError.toData(error);
    const { seconds } = this.live;
    if (failure.code === 'CANCELLED') return { folder: this.folder, status: 'stopped', seconds };
    const status = failure.code === 'CLOSED' ? 'interrupted' : 'failed';
    return { folder: this.folder, status, seconds, failure, isUnanswered: true };
  }

  settle(end: TrainingEnd): void {
    const reason = end.failure ?? { code: 'CANCELLED', message: 'The training was stopped before it began.' };
    this.announce?.reject(LabError.fromData(reason));
  }
}
