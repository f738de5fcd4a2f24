// The calls behind the table of runs: rows, and what runs have told while they trained.

import type { RunRow } from './runRow';

/** Columns of one length, by rising step; thinned so that the least and the greatest value of each stretch stay. */
export interface LoggedCurve {
  /** How many values were measured. */
  total: number;
  step: Float64Array;
  /** As a real number, so that steps and epochs share an axis; not numbers before an epoch has ended. */
  epoch: Float64Array;
  /** Seconds of training. */
  time: Float64Array;
  /** Read since the run began, padding not counted; not numbers where the run has not recorded them. */
  tokens: Float64Array;
  values: Float64Array;
}

export type RunTableCalls = {
  /** Runs as rows of everything that is known of them, newest first; with `ids` those of them that there are. */
  runRows: { request: { runsFolder: string; ids?: string[] }; reply: { rows: RunRow[] } };
  /** Names of the figures that runs have told while they trained. */
  loggedFigures: { request: { folders: string[] }; reply: { keys: string[] } };
  /** A figure of several runs over their training; runs without it are left out. */
  loggedCurves: {
    request: { folders: string[]; key: string };
    reply: { curves: ({ folder: string } & LoggedCurve)[] };
  };
  /** The value of a figure that was measured last up to a step; null where there is none. */
  figuresAt: { request: { folders: string[]; key: string; step: number }; reply: { values: (number | null)[] } };
};
