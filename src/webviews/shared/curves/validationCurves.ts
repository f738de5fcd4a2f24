// The curves of the validation figures that are shares of one: by epoch, in the order of the table of metrics.

import { METRICS, type MetricName } from '../../../protocol/metrics';
import type { EpochFigures } from '../../../protocol/views';
import type { Curve } from '../charts/chartData';
import type { CurveAxis } from './curveAxis';

/** Keys of figures that were measured on the validation part begin so. */
export const VALIDATION = 'validation.';

/** Told apart by colour and by shape; a fifth curve looks like the first. */
const LOOKS: readonly Pick<Curve, 'color' | 'shape'>[] = [
  { color: 'charts-green', shape: 'dashes' },
  { color: 'charts-purple', shape: 'dots' },
  { color: 'charts-orange', shape: 'line' },
  { color: 'charts-red', shape: 'dashes' },
];

/** @param label what a metric is called */
export function validationCurves(
  epochs: readonly EpochFigures[],
  { ofEpochs }: Pick<CurveAxis, 'ofEpochs'>,
  label: (name: MetricName) => string,
): Curve[] {
  const shares = (Object.keys(METRICS) as MetricName[]).filter(
    (name) => METRICS[name].form === 'share' && epochs.some(({ metrics }) => VALIDATION + name in metrics),
  );
  return shares.map((name, i) => ({
    ...LOOKS[i % LOOKS.length],
    label: label(name),
    strength: 'strong',
    values: ofEpochs(VALIDATION + name),
  }));
}
