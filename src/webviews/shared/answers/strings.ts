// Texts of views that show what a model answered.
import type { Translate } from '../connect';

export type AnswerStrings = ReturnType<typeof answerStrings>;

export const answerStrings = (t: Translate) => ({
  labelled: (label: string, value: string) => t('{0}: {1}', label, value),
  probabilities: t('Probabilities'),
  scores: t('Scores'),
  scoresHint: t('Made from the margins of a support vector machine: they rank, but are no probabilities'),
  tokens: t('Tokens as the model saw them'),
  someTokens: (shown: string, total: string) => t('{0} of {1} tokens shown', shown, total),
  unknown: t('not in the vocabulary: the model saw <unk>'),
  weight: (value: string) => t('attention weight {0}', value),
  contributions: t('What spoke for and against it'),
});
