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
  choosePicture: t('Choose Picture…'),
  dropHint: t('or drop a PNG or JPEG here (over the editor, hold Shift)'),
  noPicture: t('Choose a picture, or drop one here: what the run writes about it follows, and where it looked for each word.'), // prettier-ignore
  noPictureFile: (name: string) => t('"{0}" is no PNG or JPEG.', name),
  largePicture: (name: string, most: number) =>
    t('The picture "{0}" has more than {1} MB: make it smaller first.', name, most),
  picture: t('The picture, and over it where the run looked for the chosen word'),
  pictureAlone: t('Picture alone'),
  words: t('Words of the output'),
  lookedAt: t('Where it looked'),
  lookedAtHint: t('The attention over the places of the picture when the chosen word was written (Xu et al. 2015); mean over heads, of the last layer'), // prettier-ignore
  placeSeen: (row: number, column: number, part: string) => t('row {0}, column {1}: {2}', row, column, part),
  placeName: (row: number, column: number) => t('row {0}, column {1}', row, column),
  place: t('Place'),
  looksMost: (token: string, place: string) => t('For {0} it looks most at {1}', token, place),
  ofAttention: t('of the attention'),
  table: t('Table'),
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
