// A number that a model gave a text, and the text as the model saw it.

import type { NumberAnswer } from '../../../protocol/answer';
import { element } from '../element';
import { seenNodes } from './seenTokens';
import type { AnswerStrings } from './strings';

export const numberNodes = (answer: NumberAnswer, strings: AnswerStrings): Node[] => [
  element('h2', { text: strings.number }),
  element('p', { class: 'number', text: answer.output }),
  ...seenNodes(answer, strings),
];

/** In a few words. */
export const saidNumber = ({ output }: NumberAnswer): string => output;
