// The queue of trainings as plain data: what waits beside a folder of runs, and what is told of it.

import type { LabErrorData } from './labError';
import type { Metrics, RunStatus } from './run';
import type { TrialRun } from './sweep';
import type { TrainRequest } from './trainRequest';

/** The folder of a queue, in the folder of runs. */
export const QUEUE_FOLDER = '.queue';
export const QUEUE_FILE = 'queue.json';

/** `paused`: nothing more is begun; `stopped`: what trains stops, too, and goes on once the queue is open again. */
export type QueueState = 'open' | 'paused' | 'stopped';

/** `running`: some process trains it; `failed`: it stays until it is tried again or removed. */
type QueuedStatus = 'waiting' | 'running' | 'failed';

/** A training, or a sweep, that waits for its turn. */
export interface QueuedItem {
  /** Eight hexadecimal digits. */
  id: string;
  name: string;
  kind: 'train' | 'resume' | 'sweep';
  addedAt: string;
  status: QueuedStatus;
  experimentFile?: string;
  /** The id of its run, where that was begun. */
  run?: string;
  /** The name of the sweep's folder. */
  sweep?: string;
  /** Of one that failed. */
  failure?: LabErrorData;
}

export interface QueueSummary {
  state: QueueState;
  /** In the order of their turns. */
  items: QueuedItem[];
}

export type QueueChange =
  /** They stand before another one, or at the end. */
  | { kind: 'move'; ids: string[]; before?: string }
  /** What of them is trained stops between two steps, whoever trains it; its run is kept. */
  | { kind: 'remove'; ids: string[] }
  /** What failed waits again. */
  | { kind: 'retry'; ids: string[] }
  | { kind: 'state'; state: QueueState };

/**
 * What is to wait: an experiment as it is now, a run to be gone on with, or one to be done once more (`again`), whose threads and device are
 * kept; other `defaults` are those of whoever trains it. Otherwise as for `train`.
 */
export interface QueueRequest extends Pick<
  TrainRequest,
  'experimentText' | 'experimentFile' | 'baseFolder' | 'runsFolder' | 'overrides' | 'resume' | 'again' | 'defaults'
> {
  /** It is trained with the values of its sweep. */
  isSweep?: boolean;
  /** Before all others. */
  isFirst?: boolean;
}

/**
 * What came of asking for the next training: one was done, whatever its end; all that could be begun is trained by others; nothing that
 * may be begun is left; the queue is paused.
 */
export type QueueReply = ({ state: 'ran' } & QueuedEnd) | { state: 'wait' | 'done' | 'paused' };

export interface QueuedEnd extends Pick<QueuedItem, 'id' | 'name'> {
  /** Of the run; left out where none was begun. */
  folder?: string;
  status: RunStatus;
  seconds: number;
  metrics: Metrics;
  failure?: LabErrorData;
  /** The id of the run that it was to be once more. */
  again?: string;
  /** Of a sweep: what came out of the run of a trial, whose failure is none of the sweep. */
  trial?: TrialRun;
}

/** Before the training tells anything. */
export interface QueuedBegun extends Pick<QueuedItem, 'id' | 'name' | 'experimentFile'> {
  kind: 'item';
}

/** Calls of the engine's contract, but for the one that trains. */
export type QueueCalls = {
  queue: { request: { runsFolder: string }; reply: QueueSummary };
  /** Checks what is to wait first: fails with the first of its problems. `place`: from 1, in the order of turns. */
  addToQueue: { request: QueueRequest; reply: { item: QueuedItem; place: number } };
  /** Fails with `NOT_FOUND` where one of them does not wait. */
  changeQueue: { request: { runsFolder: string; change: QueueChange }; reply: QueueSummary };
};
