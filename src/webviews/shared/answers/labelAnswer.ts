// A label that a model gave a text: the probabilities of all labels, the text as the model saw it, and why.

import type { LabelAnswer } from '../../../protocol/answer';
import { share } from '../../../protocol/figures';
import { element } from '../element';
import { featureTable, labelTable } from './labelTables';
import { seenNodes } from './seenTokens';
import type { AnswerStrings } from './strings';

export function labelNodes(answer: LabelAnswer, strings: AnswerStrings): Node[] {
  const { probabilities, uncalibrated, explanation } = answer;
  const features = explanation?.features ?? [];
  return [
    uncalibrated
      ? element('h2', { text: strings.scores, title: strings.scoresHint })
      : element('h2', { text: strings.probabilities }),
    labelTable(probabilities),
    ...seenNodes(answer, strings),
    ...(features.length > 0 ? [element('h2', { text: strings.contributions }), featureTable(features, strings)] : []),
  ];
}

/** In a few words. */
export const saidLabel = ({ label, score }: LabelAnswer, strings: AnswerStrings): string =>
  strings.labelled(label, share(score));
