// Texts of views that show what a model answered.
import type { Translate } from '../connect';
import { growingStrings } from '../growing';

/** A text was longer than the run reads. */
export const cutStrings = (t: Translate) => ({
  end: (read: string, of: string) =>
    t('Cut after {0} of {1} tokens: the run reads no more. The rest changes nothing.', read, of),
  start: (read: string, of: string) => t('Only the last {0} of {1} tokens were read: the run reads no more.', read, of),
});

export type AnswerStrings = ReturnType<typeof answerStrings>;

export const answerStrings = (t: Translate) => ({
  labelled: (label: string, value: string) => t('{0}: {1}', label, value),
  probabilities: t('Probabilities'),
  number: t('Number'),
  scores: t('Scores'),
  scoresHint: t('Made from the margins of a support vector machine: they rank, but are no probabilities'),
  tokens: t('Tokens as the model saw them'),
  growing: growingStrings(t),
  unknown: t('not in the vocabulary: the model saw <unk>'),
  cut: cutStrings(t),
  weight: (value: string) => t('attention weight {0}', value),
  contributions: t('What spoke for and against it'),
  tags: t('Tokens with their tags'),
  entities: t('Entities'),
  noEntities: t('No entities.'),
  morphemes: t('Morphemes'),
  unfitHint: t(
    '? behind a morpheme: its tag names another form than is written, by a rule that fits no such character',
  ),
  sequences: t('Most probable sequences of tags'),
  sequencesHint: t('Of the whole text: the share of the sequence among all that its scheme allows'),
});
