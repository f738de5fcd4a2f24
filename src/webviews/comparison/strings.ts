// All texts of the view of compared runs.
import type { Faults } from '../../protocol/comparison';
import type { Report } from '../../protocol/report';
import type { Translate } from '../shared/connect';
import { reportStrings } from '../shared/reportStrings';
import { saveStrings } from '../shared/saveMenu';
import type { ExampleFilter } from './filters';

export type ComparisonStrings = ReturnType<typeof comparisonStrings>;

export const comparisonStrings = (t: Translate) => ({
  ...reportStrings(t),
  translate: t,
  title: t('Compared runs'),
  tools: t('What is compared'),
  cancel: t('Cancel'),
  again: t('Compare again'),
  againHint: t('Measure all runs once more'),
  first: t('A, the baseline'),
  other: t('B, set against the baseline'),
  metric: t('Figure that decides'),
  openHint: (id: string) => t('Open the run {0}', id),
  saving: saveStrings(t),
  signature: (metric: string, signature: string) => t('{0}: {1}', metric, signature),
  range: (low: string, high: string) => t('{0} to {1}', low, high),
  system: t('Runs'),
  seeds: t('Seeds'),
  seedsHint: t('How many runs there are that differ in nothing but their seed: their mean is shown'),
  figureHint: t(
    'With its 95 % interval: of one run over the test texts (bootstrap), of several over their seeds (Student’s t)',
  ),
  difference: 'B − A',
  fromBaseline: t('− A'),
  differenceHint: t('With its 95 % interval; of shares in points of a hundred'),
  pHint: t('How probable a difference as large would be if both were equally good'),
  holm: 'p (Holm)',
  holmHint: t('The same, corrected for all pairs that are compared (Holm 1979); below 0.05 it is in bold'),
  otherTests: t('Other tests'),
  matrix: (metric: string) => t('Every two of them: {0} of the row minus that of the column', metric),
  matrixHint: t('In bold: more than chance, corrected for all pairs (Holm)'),
  configuration: t('What differs in the configuration'),
  key: t('Key'),
  sentences: t('Examples'),
  sentencesShown: (shown: string, of: string, all: string) => t('{0} of {1} kept examples; {2} in all', shown, of, all),
  noSentences: t('No example is like that.'),
  unlikeExamples: t('The runs were judged on different examples, so that there are none to put side by side.'),
  filter: t('Which examples'),
  filters: {
    all: t('All'),
    changed: t('Different answers'),
    firstRight: t('A right, B wrong'),
    otherRight: t('B right, A wrong'),
    bothWrong: t('Both wrong'),
    allWrong: t('All wrong'),
  } satisfies Record<ExampleFilter, string>,
  outcomes: (both: string, first: string, other: string, neither: string) =>
    t('Both right: {0}; A alone: {1}; B alone: {2}; both wrong: {3}', both, first, other, neither),
  changed: (changed: string, all: string) => t('{0} of {1} answers differ', changed, all),
  confusion: t('What A said (rows) where B said (columns)'),
  inputs: { texts: t('Text'), pairs: t('Source') } satisfies Record<Report['unit'], string>,
  reference: t('Reference'),
  outputOf: (letter: string) => t('Output of {0}', letter),
  scoreOf: (metric: string, letter: string) => `${metric} ${letter}`,
  scoreHint: (metric: string) => t('{0} of this sentence alone: fit for sorting, no figure of the run', metric),
  pointsHint: (metric: string) =>
    t('{0} of this sentence in B minus that in A; of shares in points of a hundred', metric),
  probabilityOf: (letter: string) => t('Log probability in {0}', letter),
  probabilities: (output: string, reference: string) => t('output {0}, reference {1}', output, reference),
  faults: {
    search: t('the search has missed the reference, which is more probable'),
    model: t('the model prefers its own output'),
  } satisfies Record<keyof Faults, string>,
  chosen: t('The chosen sentence'),
  marked: t('Marked are words that the reference does not have, and in the reference words that an output lacks.'),
  noChosen: t('Choose a sentence to see both outputs beside the reference.'),
  reveal: t('Show in file'),
});
