// All texts of the view in which a run goes on with a text.
import type { Translate } from '../shared/connect';
import { sashStrings } from '../shared/sash';
import { saveStrings } from '../shared/saveMenu';
import type { Drawn } from './continuations';
import { ruleStrings, rulesInWords } from './ruleStrings';

export type GenerateStrings = ReturnType<typeof generateStrings>;

export const generateStrings = (t: Translate) => ({
  title: t('Generate'),
  tools: t('What is shown, and how'),
  run: t('Run'),
  compare: t('Run beside it, by the same rules and seed'),
  noCompare: t('Beside: none'),
  beside: (name: string) => t('Beside: {0}', name),
  prompt: t('Prompt: what the text begins with (Shift+Enter for a new line)'),
  generate: t('Generate'),
  generateHint: t('Have the run go on with the prompt (Enter)'),
  stop: t('Stop'),
  more: t('Go on'),
  moreHint: t('More tokens at the end of this continuation'),
  rules: ruleStrings(t),
  drawnBy: (rules: Drawn) => rulesInWords(rules, t),
  options: t('Sampling'),
  optionsHint: t('How each token is chosen, how many there are, and where the text ends'),
  inThisOrder: t('applied in this order:'),
  inThisOrderHint: t('Each rule is applied to what those before it have left, whose probabilities sum to 1 again'),
  color: t('Colour by'),
  colors: { surprisal: t('Surprisal'), rank: t('Rank') },
  colorMeaning: { surprisal: t('bits'), rank: t('rank') },
  colorHints: {
    surprisal: t('Surprisal: −log₂ p(token | those before), in bits, before the rules; 0: it was certain'),
    rank: t('Rank: 1 is the most probable token at its place, before the rules'),
  },
  copy: t('Copy'),
  copyHint: t('Copy prompt and continuation'),
  table: t('Table'),
  details: t('Details'),
  sections: t('The chosen token, continuations and prompts'),
  sash: sashStrings(t),
  saving: saveStrings(t),
  picture: t(
    'Continuation, coloured by token. Arrow keys go from token to token, Enter shows what else could stand there; the table holds the same.',
  ),
  partsHere: t('Continuations part here'),
  tokenTold: (token: string, bits: string, probability: string, rank: number) =>
    t('{0}: {1} bits, {2}, rank {3}', token, bits, probability, rank),
  tokenFigures: (bits: string, probability: string, rank: number) =>
    t('{0} bits, {1}, rank {2}', bits, probability, rank),
  token: t('Token'),
  before: t('Before'),
  beforeHint: t('Probability as the model gives it, before the rules'),
  after: t('After'),
  afterHint: t('Probability of being drawn, after the rules; –: ruled out, or not among the ten most probable'),
  choicesLabel: t('Most probable tokens at this place'),
  choice: (token: string, before: string, after: string) => t('{0}: before {1}, after {2}', token, before, after),
  takenHere: t('This token stands here'),
  takenMark: t('here'),
  goOnWith: t('Go on with this token instead'),
  showBranch: t('Show the continuation with this token'),
  branchMark: t('branch'),
  drawAgain: t('Draw again from here'),
  drawAgainHint: t('Another continuation from this place on, with the next seed'),
  noPlace: t('Point at a token, or choose one with the arrow keys, to see what else could stand there.'),
  asking: t('Asking the model'),
  continuations: t('Continuations'),
  noContinuations: t('There is no continuation of this prompt yet.'),
  emptyContinuation: t('(empty)'),
  bits: (bits: string) => t('{0} bits', bits),
  prompts: t('Prompts'),
  noPrompts: t('Prompts that were gone on with are kept here.'),
  removing: {
    remove: (label: string) => t('Remove “{0}”', label),
    removed: (label: string) => t('Removed: “{0}”', label),
    undo: t('Undo'),
  },
  columns: { place: t('Place'), surprisal: t('Surprisal, bits'), probability: t('Probability'), rank: t('Rank') },
  columnHints: {
    surprisal: t('Surprisal: −log₂ p(token | those before), in bits, before the rules; 0: it was certain'),
    probability: t('As the model gives it, before the rules'),
    rank: t('Rank: 1 is the most probable token at its place, before the rules'),
  },
  figures: (tokens: string, perToken: string, perCharacter: string, perplexity: string) =>
    t(
      '{0} tokens · {1} bits a token · {2} bits a character · perplexity {3}',
      tokens,
      perToken,
      perCharacter,
      perplexity,
    ),
  figuresHint: t(
    'Of the continuation, before the rules: mean of −log₂ p over tokens, their sum over characters, and perplexity = 2^(bits a token)',
  ),
  ends: {
    length: '',
    stop: t('ended by a stop text'),
    stopped: t('stopped'),
    lost: t('interrupted with the window: “Go on” draws the same tokens as it would have'),
    running: t('generating'),
  },
  working: t('Opening the model'),
  cancel: t('Cancel'),
  again: t('Try again'),
  noText: t('Type a prompt and press Enter: the run goes on with it. Without a prompt it begins a text.'),
  noRuns: t('There is no language model yet. Train one with "Train from Experiment File".'),
});
