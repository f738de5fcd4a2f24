// All texts of the view of two compared runs.
import type { Report } from '../../protocol/report';
import type { Translate } from '../shared/connect';
import { reportStrings } from '../shared/reportStrings';
import { saveStrings } from '../shared/saveMenu';

export type ComparisonStrings = ReturnType<typeof comparisonStrings>;

export const comparisonStrings = (t: Translate) => ({
  ...reportStrings(t),
  title: t('Compared runs'),
  tools: t('What is compared'),
  cancel: t('Cancel'),
  again: t('Compare again'),
  againHint: t('Translate the test set with both runs once more'),
  openRun: (letter: string, name: string) => t('{0}: {1}', letter, name),
  openRunHint: (id: string) => t('Open the run {0}', id),
  saving: saveStrings(t),
  better: (run: string, difference: string, metric: string, p: string) =>
    t('{0} is better by {1} {2}: more than chance (p = {3})', run, difference, metric, p),
  alike: (difference: string, metric: string, p: string) =>
    t('The difference of {0} {1} may well be chance (p = {2})', difference, metric, p),
  signature: (metric: string, signature: string) => t('{0}: {1}', metric, signature),
  range: (low: string, high: string) => t('{0} to {1}', low, high),
  difference: 'B − A',
  differenceHint: t('The figure of B minus that of A, on the same sentences'),
  pHint: t(
    'How probable a difference as large would be if both were equally good: paired bootstrap (Koehn 2004); below 0.05 it is in bold',
  ),
  sentences: t('Sentences that differ most'),
  sentencesShown: (shown: string, differing: string, all: string) =>
    t('{0} of {1} sentences with different outputs; {2} in all', shown, differing, all),
  noSentences: t('Both runs write the same for every sentence.'),
  inputs: { texts: t('Text'), pairs: t('Source') } satisfies Record<Report['unit'], string>,
  reference: t('Reference'),
  outputOf: (letter: string) => t('Output of {0}', letter),
  scoreOf: (metric: string, letter: string) => `${metric} ${letter}`,
  scoreHint: (metric: string) => t('{0} of this sentence alone: fit for sorting, no figure of the run', metric),
  chosen: t('The chosen sentence'),
  marked: t('Marked are words that the reference does not have, and in the reference words that an output lacks.'),
  noChosen: t('Choose a sentence to see both outputs beside the reference.'),
  reveal: t('Show in file'),
});
