// What the run's view remembers.

import type { SideState } from '../shared/sidePanel';

export interface RunViewState extends SideState {
  axis: string;
  smoothing: number;
  logarithmic: boolean;
  asTable: boolean;
  text: string;
}

export const DEFAULTS: RunViewState = {
  axis: 'step',
  smoothing: 0.8,
  logarithmic: false,
  asTable: false,
  details: window.innerWidth >= 700,
  section: '',
  sideWidth: 0,
  text: '',
};
