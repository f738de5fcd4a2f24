// The contract of the table of all runs. The page has every row: it filters, sorts and folds by itself, and is told what has changed.

import type { PackedRows, Row } from './packedRows';
import type { LoggedCurve } from './runTableCalls';
import type { Notice, SharedCalls } from './views';

/** What has changed since a version; from the beginning: all of them. */
export interface RowsReply {
  version: number;
  whole?: PackedRows;
  changed: Row[];
  removed: string[];
}

export const CURVE_AXES = ['step', 'epoch', 'time', 'tokens'] as const;

export type CurveAxis = (typeof CURVE_AXES)[number];

/** A figure of a run over its training. */
export interface RunCurve extends LoggedCurve {
  id: string;
}

/** A column to be written. */
export interface SavedColumn {
  name: string;
  values: (string | number | null)[];
}

export const MOST_CURVES = 1000;

export interface ExperimentTableContract {
  calls: SharedCalls & {
    /** `since`: the version that the page has, −1: none. */
    rows: { request: { since: number }; reply: RowsReply };
    open: { request: { id: string }; reply: Record<string, never> };
    compare: { request: { ids: string[] }; reply: Record<string, never> };
    /** Moves them aside; the editor offers to take that back. */
    delete: { request: { ids: string[] }; reply: Record<string, never> };
    star: { request: { ids: string[]; isStarred: boolean }; reply: Record<string, never> };
    /** The editor asks for the tag. */
    tag: { request: { ids: string[] }; reply: Record<string, never> };
    untag: { request: { ids: string[] }; reply: Record<string, never> };
    /** Names of figures that runs have told while they trained. */
    figures: { request: { ids: string[] }; reply: { keys: string[] } };
    /** A figure of several runs over their training; those that have none are left out. */
    curves: { request: { ids: string[]; key: string }; reply: { curves: RunCurve[] } };
    /** A figure of runs at a training step: the latest that was measured up to it. */
    atStep: { request: { ids: string[]; key: string; step: number }; reply: { values: (number | null)[] } };
    /** Writes a Parquet file where the person says. */
    saveParquet: { request: { name: string; columns: SavedColumn[] }; reply: { saved: boolean } };
  };
  events: {
    notice: Notice;
    /** There is something newer than this version. */
    version: { version: number };
  };
}
