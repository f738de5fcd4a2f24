// All texts of the view of one batch.
import type { ScriptLanguageName } from '../../protocol/batch';
import type { Translate } from '../shared/connect';
import { networkWords } from '../shared/networkWords';

export type BatchStrings = ReturnType<typeof batchStrings>;

/** @param named translates texts of tables, which are marked there */
export const batchStrings = (t: Translate, named: Translate = t) => ({
  ...networkWords(t, named),
  title: t('One batch'),
  tools: t('What is shown'),
  cancel: t('Cancel'),
  again: t('Try again'),
  batchNumber: t('Batch'),
  exampleChoice: t('Example'),
  exampleName: (number: number, text: string) => t('{0}: {1}', number, text),
  language: t('Lines in'),
  languages: { torch: 'PyTorch', keras: 'Keras' } satisfies Record<ScriptLanguageName, string>,
  linesOf: (step: string, language: string) => t('{0} in {1}', step, language),
  saveScript: t('Save Script…'),
  saveHint: t('Writes the whole step as a script that prints the same numbers'),
  facts: (update: string, batch: string, batches: string, epoch: string) =>
    t('Update {0}: batch {1} of {2}, epoch {3}', update, batch, batches, epoch),
  steps: t('The step, from the texts to the update'),
  texts: t('Texts'),
  text: t('Text'),
  tokens: t('Tokens'),
  inputs: t('What is fed'),
  inputsNote: t(
    'A row is an example; the model gets the matrix with time first. Padding fills up what is shorter, and the mask says where it is.',
  ),
  moreColumns: (shown: string, total: string) => t('The first {0} of {1} places are shown.', shown, total),
  moreRows: (shown: string, total: string) => t('The first {0} of {1} are shown.', shown, total),
  tensorChoice: t('Tensor'),
  head: t('Head'),
  headNumber: (head: number) => t('Head {0}', head),
  picture: (name: string) => t('{0} as a heat map; arrow keys go from cell to cell', name),
  masked: t('× is masked'),
  columnsShown: (shown: string, total: string) =>
    t('{0} of {1} columns are drawn: those with the greatest values', shown, total),
  answers: t('From logits to probabilities'),
  answer: t('Answer'),
  logit: t('Logit'),
  probability: t('Probability'),
  isTarget: t('Right answer'),
  lossTitle: t('Loss'),
  lossIs: (loss: string) => t('Loss {0}', loss),
  ownLoss: (loss: string) => t('Of this example: −ln p = {0}', loss),
  gradients: t('Gradients'),
  gradientNorm: (norm: string) => t('Norm of all gradients together: {0}', norm),
  clipped: (norm: string, clipped: string) =>
    t('Norm of all gradients together: {0}, after clipping {1}', norm, clipped),
  parameter: t('Parameter'),
  shape: t('Shape'),
  valueNorm: t('Norm'),
  gradientColumn: t('Gradient'),
  change: t('Change'),
  frozen: t('frozen'),
  which: t('What of it'),
  kinds: { gradient: t('Gradient'), value: t('Value'), after: t('New value') },
  stateOf: (slot: string) => t('State: {0}', slot),
  partShown: (rows: string, all: string) =>
    t('{0} of {1} rows are drawn: those with the greatest gradients', rows, all),
  row: (number: number) => t('row {0}', number),
  column: (number: number) => t('column {0}', number),
  update: t('Update'),
  updateNote: (optimizer: string, rate: string) =>
    t(
      '{0} with the learning rate {1}, of one weight: choose another one in the heat map of its parameter.',
      optimizer,
      rate,
    ),
  weight: t('Weight'),
  before: t('Before'),
  after: t('After'),
  gradientOf: t('Gradient'),
  newValue: t('New value'),
});
