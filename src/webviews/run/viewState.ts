// What the run's view remembers.

import { NO_SHARES, type SharesState } from '../shared/shares/sharesPart';
import type { SideState } from '../shared/sidePanel';

export interface RunViewState extends SideState, SharesState {
  axis: string;
  smoothing: number;
  logarithmic: boolean;
  asTable: boolean;
  text: string;
}

export const DEFAULTS: RunViewState = {
  ...NO_SHARES,
  axis: 'step',
  smoothing: 0.8,
  logarithmic: false,
  asTable: false,
  details: window.innerWidth >= 700,
  section: '',
  sideWidth: 0,
  text: '',
};
