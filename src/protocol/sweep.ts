// Sweeps as plain data: what their record holds and what is told of them.

import type { LabErrorCode } from './labError';

/** The folder of sweeps, beside the folder of runs. */
export const SWEEPS_FOLDER = 'sweeps';

/** One line of `trials.jsonl`; `time` is ISO 8601, UTC. */
export type SweepLine =
  /** A trial was begun: its values by key, as JSON, and to how many epochs its runs are trained. */
  | { kind: 'trial'; time: string; trial: number; epochs: number; values: string }
  /** A trial goes on. */
  | { kind: 'more'; time: string; trial: number; epochs: number }
  | ({ kind: 'run'; time: string } & TrialRun);

/** What came out of a run of a trial. */
export interface TrialRun {
  trial: number;
  /** From 1, of all runs of the sweep. */
  number: number;
  epochs: number;
  /** Its id; empty where none could be begun. */
  run: string;
  /** Of the sweep's metric; not a number where the run failed. */
  value: number;
  /** Of training, since the run began. */
  seconds: number;
  steps: number;
  /** No further epochs would change anything. */
  isOver: boolean;
  failure?: { code: LabErrorCode; message: string };
}

export interface TrialSummary {
  trial: number;
  /** As JSON, by key. */
  values: Record<string, string>;
  /** To how many epochs its runs are to be trained. */
  epochs: number;
  status: 'running' | 'completed' | 'paused' | 'failed';
  /** The mean over its runs, at the epochs that all of them have reached; left out before. */
  value?: number;
  runs: TrialRun[];
}

export interface SweepSummary {
  folder: string;
  /** The folder's name. */
  id: string;
  name: string;
  createdAt: string;
  /** By which trials are compared. */
  metric: string;
  better: 'less' | 'greater';
  /** How many runs each trial has, and the seed of the first of them. */
  seeds: number;
  seed: number;
  /** Of a whole training. */
  epochs: number;
  /** How many trials there will be at most; left out where that is not known. */
  planned?: number;
  /** In the order in which they were begun. */
  trials: TrialSummary[];
  /** The trial with the best value among those that were trained the longest. */
  best?: number;
  isComplete: boolean;
  /** Ids of runs of which the log tells and whose folders have gone: what they came to counts, and what is not complete begins anew. */
  gone: string[];
}

/** Of a run, by its number. */
export const seedOfRun = ({ seed, seeds }: Pick<SweepSummary, 'seed' | 'seeds'>, number: number): number =>
  seed + ((number - 1) % seeds);

/** The ids of the runs that the log tells of and that are still there. */
export function runsOfSweep({ trials, gone }: Pick<SweepSummary, 'trials' | 'gone'>): string[] {
  const told = trials.flatMap(({ runs }) => runs.map(({ run }) => run));
  return [...new Set(told)].filter((id) => id !== '' && !gone.includes(id));
}

/** What came of asking for the next run: one was trained; all that could be begun waits for others; there is nothing left to do. */
export type TrialReply = { state: 'ran'; ran: TrialRun } | { state: 'wait' } | { state: 'done' };

/** Before its training tells anything. */
export interface TrialBegun {
  kind: 'trial';
  trial: number;
  number: number;
  epochs: number;
  values: Record<string, string>;
  seed: number;
  /** The id of the run that was to go on, where its folder has gone: it begins anew. */
  gone?: string;
}
