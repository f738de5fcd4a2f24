// All texts of the run's view.
import { answerStrings } from '../shared/answers/strings';
import type { Translate } from '../shared/connect';
import { curvesStrings } from '../shared/curves/strings';
import { evaluationStrings } from '../shared/evaluationChoice';
import { reportStrings } from '../shared/reportStrings';
import { sashStrings } from '../shared/sash';
import { sharesStrings } from '../shared/shares/strings';
import { saveStrings } from '../shared/saveMenu';

export type RunStrings = ReturnType<typeof runStrings>;

export const runStrings = (t: Translate) => ({
  ...reportStrings(t),
  ...curvesStrings(t),
  ...evaluationStrings(t),
  answers: answerStrings(t),
  shares: sharesStrings(t),
  explainExamples: t('A click on a text explains it here, in place of opening its file'),
  stop: t('Stop'),
  resume: t('Resume'),
  again: t('Run again'),
  againHint: t('Train it once more, exactly as its record says; what is not as it was then is told before'),
  evaluate: t('Evaluate on file'),
  evaluateHint: t('Measure the best checkpoint on other texts'),
  details: t('Details'),
  saving: saveStrings(t),
  intervalLines: t('Dotted, faint: the 95 % interval'),
  sections: t('Details of the run'),
  sash: sashStrings(t),
  configuration: t('Configuration'),
  value: t('Value'),
  noConfiguration: t('The resolved experiment of this run cannot be read.'),
  evaluation: t('Evaluation'),
  noEvaluation: t('No evaluation yet. It is made when the training ends, or on any table by "Evaluate on file".'),
  noParallelEvaluation: t(
    'No evaluation yet. It is made when the training ends, or on any parallel text by "Evaluate on file".',
  ),
  from: t('95 % from'),
  to: t('to'),
  ofCell: (rows: string, row: string, columns: string, column: string) =>
    t('{0} {1}, {2} {3}', rows, row, columns, column),
  ofCellHint: t('Show all again'),
  allExamples: t('All examples…'),
  allExamplesHint: t('Filter and sort all judged examples, with groups and the nearest training examples'),
  cellHint: t('Show these texts'),
  reliability: {
    sure: t('How sure the model is'),
    sureHint: t('The mean share of the predicted label'),
    right: t('How often it is right'),
    rightHint: t('The share of these texts that have the predicted label'),
    shares: t('Share'),
    count: t('Count'),
    legend: t(
      'Bars: how often the answer is right. Lines: how sure the model is. Where both are at one height, shares can be trusted.',
    ),
    bin: (from: string, to: string, count: string, sure: string, right: string) =>
      t('{0} to {1}: {2} texts, {3} sure, {4} right', from, to, count, sure, right),
  },
  shown: (shown: string, total: string) => t('{0} of {1} shown', shown, total),
  place: t('Place'),
  tryModel: t('Try'),
  tryPlaceholder: t('A text to classify'),
  tryPair: t('Two texts, one a line (Shift+Enter)'),
  predict: t('Predict'),
  predicting: t('Predicting'),
  noModel: t('There is no checkpoint to try yet, or this folder is not trusted.'),
  features: t('Features'),
  label: t('Label'),
  feature: t('Feature'),
  rank: t('Rank'),
  featureWeight: t('Weight'),
  featureWeightHint: t('What the feature adds for this label, against the others'),
  findFeature: t('Find a feature'),
  noFeatures: t('No features.'),
  readingFeatures: t('Reading the features'),
  featuresShown: (shown: string, label: string) =>
    t('Features that speak for {1}, the strongest first: {0}', shown, label),
  epochOf: (epoch: string, epochs: string) => t('epoch {0} of {1}', epoch, epochs),
  stepOf: (step: string, steps: string) => t('step {0} of {1}', step, steps),
  timeLeft: (time: string) => t('at most {0} left', time),
  best: (name: string, value: string, epoch: string) => t('best {0} {1} in epoch {2}', name, value, epoch),
  test: (name: string, value: string) => t('test {0} {1}', name, value),
  overfitting: (epoch: string) =>
    t('overfitting: since epoch {0} the validation loss has risen while the training loss fell', epoch),
  vectors: t('Vectors'),
  noVectors: t('The vectors are written when the training ends or is stopped.'),
  openTags: t('Tags'),
  openTagsHint: t('The tags that the run finds beside the right ones of a file'),
  openGenerate: t('Generate'),
  openGenerateHint: t('Have the run go on with a text'),
  openEmbeddings: t('Open Embeddings'),
  openEmbeddingsHint: t('A map of the words, their neighbours and analogies'),
  wordsWithVector: t('Words with a vector'),
  dimensions: t('Dimensions'),
  parameters: t('Parameters'),
  threads: t('Threads'),
});
