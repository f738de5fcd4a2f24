// What the table of all runs remembers over a reload of the window.

import type { SideState } from '../shared/sidePanel';

export interface ExperimentTableState extends SideState {
  filter: string;
  sortedBy: string;
  falling: boolean;
  groupedBy: string;
  foldsSeeds: boolean;
  /** Only columns whose values differ, and all keys of experiments that do. */
  onlyDifferent: boolean;
  /** Keys, in their order; none: the usual ones. */
  columns: string[];
  /** The run that others are compared with, by its id. */
  baseline: string;
  selected: string[];
  /** The charts' choices. */
  curve: string;
  curveAxis: string;
  smoothing: number;
  logarithmic: boolean;
  bands: boolean;
  across: string;
  figure: string;
  axes: string[];
}

export const DEFAULTS: ExperimentTableState = {
  ...{ filter: '', sortedBy: '', falling: true, groupedBy: '', foldsSeeds: true, onlyDifferent: false },
  ...{ columns: [], baseline: '', selected: [], curve: '', curveAxis: 'step', smoothing: 0 },
  ...{ logarithmic: false, bands: true, across: '', figure: '', axes: [] },
  ...{ details: false, section: '', sideWidth: 0 },
};

const LISTS = ['columns', 'selected', 'axes'] as const;

/** What was kept is this view's own, but looked at all the same. */
export function checkedState(state: ExperimentTableState): ExperimentTableState {
  for (const name of LISTS)
    if (!Array.isArray(state[name]) || state[name].some((each: unknown) => typeof each !== 'string')) state[name] = [];
  return state;
}
