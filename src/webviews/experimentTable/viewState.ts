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
  /** The runs that others are compared with, by their ids. */
  baselines: string[];
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
  /** The keys of the contour, across and up. */
  contour: string[];
}

export const DEFAULTS: ExperimentTableState = {
  ...{ filter: '', sortedBy: '', falling: true, groupedBy: '', foldsSeeds: true, onlyDifferent: false },
  ...{ columns: [], baselines: [], selected: [], curve: '', curveAxis: 'step', smoothing: 0 },
  ...{ logarithmic: false, bands: true, across: '', figure: '', axes: [], contour: [] },
  ...{ details: false, section: '', sideWidth: 0 },
};

const LISTS = ['columns', 'selected', 'axes', 'baselines', 'contour'] as const;

/** What was kept is this view's own, but looked at all the same. */
export function checkedState(state: ExperimentTableState & { baseline?: unknown }): ExperimentTableState {
  const { baseline } = state; // of earlier versions, which knew one
  if (typeof baseline === 'string' && baseline !== '') state.baselines = [baseline];
  delete state.baseline;
  for (const name of LISTS)
    if (!Array.isArray(state[name]) || state[name].some((each: unknown) => typeof each !== 'string')) state[name] = [];
  return state;
}
