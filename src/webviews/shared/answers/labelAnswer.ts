// A label that a model gave a text: the probabilities of all labels, the text as the model saw it, and why.

import type { LabelAnswer } from '../../../protocol/answer';
import { share } from '../../../protocol/figures';
import { element } from '../element';
import { cutNote } from './cutNote';
import { featureTable, labelTable } from './labelTables';
import type { AnswerStrings } from './strings';
import { tokenNodes } from './tokens';

export function labelNodes(answer: LabelAnswer, strings: AnswerStrings): Node[] {
  const { probabilities, tokens, unknown, weights, uncalibrated, explanation, cut } = answer;
  const largest = Math.max(...(weights ?? []), Number.MIN_VALUE);
  const features = explanation?.features ?? [];
  return [
    uncalibrated
      ? element('h2', { text: strings.scores, title: strings.scoresHint })
      : element('h2', { text: strings.probabilities }),
    labelTable(probabilities),
    element('h2', { text: strings.tokens }),
    ...cutNote(cut, strings),
    ...tokenNodes(tokens, strings, (i) => ({
      isUnknown: unknown[i],
      ...(weights ? { part: weights[i] / largest, title: strings.weight(share(weights[i])) } : {}),
    })),
    ...(features.length > 0 ? [element('h2', { text: strings.contributions }), featureTable(features, strings)] : []),
  ];
}

/** In a few words. */
export const saidLabel = ({ label, score }: LabelAnswer, strings: AnswerStrings): string =>
  strings.labelled(label, share(score));
