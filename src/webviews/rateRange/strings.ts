// All texts of the view of learning-rate range tests.
import type { Translate } from '../shared/connect';
import { saveStrings } from '../shared/saveMenu';

export type RateRangeStrings = ReturnType<typeof rateRangeStrings>;

export const rateRangeStrings = (t: Translate) => ({
  title: t('Learning rates'),
  tools: t('What is tested'),
  cancel: t('Cancel'),
  again: t('Test again'),
  tableView: t('Table'),
  saving: saveStrings(t),
  from: t('From'),
  to: t('To'),
  steps: t('Steps'),
  test: t('Test'),
  testHint: t('Trains from the first values with a rate that rises from step to step, and keeps nothing'),
  wrongRange: t('The first rate must be below the last one.'),
  openExperiment: (name: string) => t('Open the experiment {0}', name),
  empty: t(
    'Nothing was tested yet. A range test trains from the first values with a rate that rises from step to step; where the loss falls fast, the rate is good.',
  ),
  loss: t('Loss over the learning rate'),
  lossHint: t('Smith 2017, “Cyclical Learning Rates for Training Neural Networks”, section 3.3'),
  raw: t('loss of the batch'),
  smoothed: t('smoothed loss'),
  rate: t('learning rate'),
  chartLabel: t('Chart. Arrow keys move through the values, Escape leaves. The table holds the same numbers.'),
  axisFrom: (from: string) => t('axis from {0}', from),
  goesOn: (count: string) => t('{0} steps so far', count),
  diverged: (rate: string) => t('The loss diverged at {0}.', rate),
  noSuggestion: t(
    'The loss does not fall at any of these rates: there is nothing to suggest. Test other rates, or more steps.',
  ),
  suggestions: t('Suggestions'),
  steepest: t('steepest fall'),
  steepestWhy: t(
    'Where the smoothed loss falls the fastest over the logarithm of the rate: training learns most there.',
  ),
  tenth: t('a tenth of the minimum'),
  tenthWhy: t('A tenth of the rate at which the smoothed loss is the lowest: a careful choice, well before it grows.'),
  now: t('in the experiment'),
  nowWhy: t('What the experiment said when it was tested.'),
  put: t('Put into Experiment'),
  putHint: (rate: string) =>
    t('Sets "training.optimizer.learningRate" to {0} in the editor, where it can be undone', rate),
  isPut: t('in the experiment already'),
  table: { label: t('All steps of the test'), step: t('Step'), empty: t('Nothing was tested yet.') },
});
