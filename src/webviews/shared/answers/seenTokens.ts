// A text as a model saw it, its tokens weighed where the model weighed them.

import type { LabelAnswer } from '../../../protocol/answer';
import { share } from '../../../protocol/figures';
import { element } from '../element';
import { cutNote } from './cutNote';
import type { AnswerStrings } from './strings';
import { tokenNodes } from './tokens';

type Seen = Pick<LabelAnswer, 'tokens' | 'unknown' | 'weights' | 'cut'>;

export function seenNodes({ tokens, unknown, weights, cut }: Seen, strings: AnswerStrings): Node[] {
  const largest = Math.max(...(weights ?? []), Number.MIN_VALUE);
  return [
    element('h2', { text: strings.tokens }),
    ...cutNote(cut, strings),
    ...tokenNodes(tokens, strings, (i) => ({
      isUnknown: unknown[i],
      ...(weights ? { part: weights[i] / largest, title: strings.weight(share(weights[i])) } : {}),
    })),
  ];
}
