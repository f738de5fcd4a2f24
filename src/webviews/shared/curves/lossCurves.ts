// The curves of the loss: as it was measured, smoothed, and on the validation part.

import type { StepCurves } from '../../../protocol/views';
import type { CurvesStrings } from './strings';
import type { Curve } from '../charts/chartData';
import type { AxisValues, CurveAxis } from './curveAxis';
import { smooth } from './smoothing';
import { VALIDATION } from './validationCurves';

export interface LossLooks {
  /** From 0, not at all, to less than 1. */
  smoothing: number;
  logarithmic: boolean;
  /** Runs of word vectors have no validation. */
  isOfWords: boolean;
}

/** Classical models have no steps. */
export function lossCurves(steps: StepCurves, axis: CurveAxis, looks: LossLooks, strings: CurvesStrings): Curve[] {
  const { smoothing, logarithmic, isOfWords } = looks;
  const drawable = (values: AxisValues): AxisValues => (logarithmic ? values.map(positive) : values);
  const line = { color: 'charts-blue', shape: 'line' } as const;
  const raw: Curve = {
    ...{ ...line, label: strings.lossRaw, strength: 'faint' },
    values: drawable(axis.ofSteps(steps.loss)),
  };
  const smoothed: Curve = {
    ...{ ...line, label: strings.lossSmooth, strength: 'strong' },
    values: drawable(axis.ofSteps(smooth(steps.loss, smoothing))),
  };
  const validation: Curve = {
    ...{ label: strings.lossValidation, color: 'charts-yellow', strength: 'strong', shape: 'dashes' },
    values: drawable(axis.ofEpochs(`${VALIDATION}loss`)),
  };
  if (isOfWords) return [raw, smoothed];
  return steps.step.length > 0 ? [raw, smoothed, validation] : [validation];
}

/** A logarithmic axis has no place for others. */
const positive = (value: number | null): number | null => (value !== null && value > 0 ? value : null);
