// All texts of the playground.
import { answerStrings } from '../shared/answers/strings';
import type { Translate } from '../shared/connect';
import { sharesStrings } from '../shared/shares/strings';

export type PlaygroundStrings = ReturnType<typeof playgroundStrings>;

export const playgroundStrings = (t: Translate) => ({
  answers: answerStrings(t),
  shares: sharesStrings(t),
  title: t('Playground'),
  tools: t('What is asked'),
  run: t('Run'),
  alternatives: t('Alternatives'),
  alternativeCount: (count: number) => (count === 1 ? t('Best output') : t('{0} outputs', count)),
  attention: t('Attention'),
  attentionHint: t('See where the model looks for this text'),
  beam: t('Beam search'),
  beamHint: t('See how the output for this text was searched for'),
  text: t('Type a text; what the model makes of it follows'),
  working: t('Running the model'),
  cancel: t('Cancel'),
  again: t('Try again'),
  took: (time: string) => t('took {0}', time),
  noRuns: t('There is no run with a model yet. Train one with "Train from Experiment File".'),
  noText: t(
    'What the run makes of your text stands here: its outputs, the probability of each label, or what fills in its blanks, written as [MASK] or ___.',
  ),
  blank: (number: number, of: number) => (of === 1 ? t('Fill in the blank') : t('Blank {0}', number)),
  blankHint: t('The most probable tokens at this place; what stands in other blanks is not known to it'),
  outputs: t('Outputs'),
  outputsHint: t('Words that the best output does not have are marked.'),
  rank: t('Rank'),
  output: t('Output'),
  probability: t('Probability'),
  probabilityHint: t(
    'Of the whole output: the product of the probabilities of its tokens, p = ∏ p(token | those before)',
  ),
  score: t('Score'),
  scoreHint: t('What outputs are ranked by: log p / ((5 + length) / 6)^α (Wu et al. 2016)'),
  bestTokens: t('Tokens of the best output, with their probabilities'),
  cut: t('cut off at the longest length'),
  token: (token: string, probability: string) => t('{0}: {1}', token, probability),
  emptyOutput: t('(empty)'),
});
