// Texts of the curves of a training.
import { metricNames } from '../../../protocol/metrics';
import type { Translate } from '../connect';

export type CurvesStrings = ReturnType<typeof curvesStrings>;

export const curvesStrings = (t: Translate) => ({
  metrics: metricNames(t),
  tableView: t('Table'),
  axis: t('Horizontal axis'),
  bySteps: t('By step'),
  byEpochs: t('By epoch'),
  smoothing: t('Smoothing'),
  smoothingHint: t('Exponential moving average: s(t) = a · s(t−1) + (1 − a) · loss(t), corrected for its start'),
  logScale: t('Log scale'),
  logScaleHint: t('Equal distances mean equal ratios of the loss'),
  lossRaw: t('training, raw'),
  lossSmooth: t('training, smoothed'),
  lossValidation: t('validation'),
  validation: t('Validation figures'),
  chartLabel: t('Chart. Arrow keys move through the values, Escape leaves. The table holds the same numbers.'),
  points: (shown: string, total: string) => t('{0} points for {1} steps', shown, total),
  allSteps: (total: string) => t('{0} steps', total),
  axisFrom: (from: string) => t('axis from {0}', from),
  marked: t('dotted: the best epoch'),
  noEpochYet: t('By step until the first epoch has ended'),
  noCurve: t('No step has been logged yet. The curve appears with the first one.'),
  step: t('Step'),
  epoch: t('Epoch'),
  time: t('Time'),
  learningRate: t('Learning rate'),
  gradientNorm: t('Gradient norm'),
  gradientNormHint: t('Length of all gradients taken as one vector, before clipping'),
  stepsTable: t('Steps'),
  epochsTable: t('Epochs'),
});
