// How curves are drawn: over which axis, how smooth, on which scale. For the toolbars of views that show them.

import { checkbox, dropdown } from '../controls';
import { slider } from '../slider';
import type { CurvesStrings } from './strings';

/** What a view remembers of its curves. */
export interface CurveState {
  axis: string;
  smoothing: number;
  logarithmic: boolean;
  asTable: boolean;
}

export const USUAL_CURVES: CurveState = { axis: 'step', smoothing: 0.8, logarithmic: false, asTable: false };

/** At 1 the curve would never move. */
const MOST_SMOOTHING = 0.99;

export const axisOf = ({ axis }: Pick<CurveState, 'axis'>): 'step' | 'epoch' => (axis === 'epoch' ? 'epoch' : 'step');

export function curveControls(
  strings: CurvesStrings,
  state: Readonly<CurveState>,
  onChange: (change: Partial<CurveState>) => void,
): HTMLElement[] {
  const logarithmic = checkbox(strings.logScale, state.logarithmic, (on) => onChange({ logarithmic: on }));
  logarithmic.title = strings.logScaleHint;
  const choices = [
    { value: 'step', label: strings.bySteps },
    { value: 'epoch', label: strings.byEpochs },
  ];
  const smoothing = slider({
    ...{
      label: strings.smoothing,
      hint: strings.smoothingHint,
      value: state.smoothing,
      least: 0,
      most: MOST_SMOOTHING,
    },
    text: (value) => value.toFixed(2),
    onChange: (value) => onChange({ smoothing: value }),
  });
  return [dropdown(strings.axis, choices, axisOf(state), (axis) => onChange({ axis })), smoothing, logarithmic];
}
