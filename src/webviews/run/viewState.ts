// What the run's view remembers.

import { type CurveState, USUAL_CURVES } from '../shared/curves/curveControls';
import { NO_SHARES, type SharesState } from '../shared/shares/sharesPart';
import type { SideState } from '../shared/sidePanel';

export interface RunViewState extends SideState, SharesState, CurveState {
  text: string;
}

export const DEFAULTS: RunViewState = {
  ...NO_SHARES,
  ...USUAL_CURVES,
  details: window.innerWidth >= 700,
  section: '',
  sideWidth: 0,
  text: '',
};
