// A text with its blanks filled in, and what else may stand in each.

import type { BlanksAnswer } from '../../../protocol/answer';
import { share } from '../../../protocol/figures';
import { seenNodes } from '../../shared/answers/seenTokens';
import { element } from '../../shared/element';
import { nameCell, plainTable, row, shareCells } from '../../shared/plainTable';
import type { DrawnAnswer } from './drawnAnswer';

export const drawnBlanks: DrawnAnswer<'blanks'> = {
  nodes: (answer, strings) => [
    element('p', { class: 'best' }, ...filled(answer)),
    ...answer.blanks.flatMap(({ choices }, i) => [
      element('h2', { text: strings.blank(i + 1, answer.blanks.length), title: strings.blankHint }),
      plainTable({
        kind: 'labels',
        label: strings.blank(i + 1, answer.blanks.length),
        rows: choices.map(({ text, token, probability }) => row(nameCell(text, token), ...shareCells(probability))),
      }),
    ]),
    ...seenNodes(answer, strings.answers),
  ],
  said: ({ output, blanks }, strings) => {
    const [first] = blanks[0].choices;
    return blanks.length === 1 ? strings.answers.labelled(output, share(first.probability)) : output;
  },
  isSearched: false,
  hasShares: false,
};

/** What was put in is marked. */
function filled({ input, blanks }: BlanksAnswer): (Node | string)[] {
  const parts = blanks.flatMap(({ start, choices }, i) => [
    input.slice(blanks[i - 1]?.end ?? 0, start),
    element('mark', { text: choices[0]?.text ?? '' }),
  ]);
  return [...parts, input.slice(blanks.at(-1)?.end ?? 0)];
}
