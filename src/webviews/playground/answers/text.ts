// A text, with its alternatives and the probabilities of its tokens.

import type { DecodedOutput } from '../../../protocol/decoding';
import { figure, share } from '../../../protocol/figures';
import { cutNote } from '../../shared/answers/cutNote';
import { tokenNodes } from '../../shared/answers/tokens';
import { changedWords } from '../../shared/changedWords';
import { element } from '../../shared/element';
import { markedWords } from '../../shared/markedWords';
import { numberCell, plainTable, row } from '../../shared/plainTable';
import type { PlaygroundStrings } from '../strings';
import { attendedPicture } from './attendedPicture';
import type { DrawnAnswer } from './drawnAnswer';

export const drawnText: DrawnAnswer<'text'> = {
  nodes(answer, strings, asked) {
    const { outputs, sourceTokens, sourceUnknown, cut, picture } = answer;
    const [best] = outputs;
    return [
      element('p', { class: 'best', text: best.text === '' ? strings.emptyOutput : best.text }),
      ...(asked === undefined ? [] : [attendedPicture(answer, asked, strings)]),
      ...(outputs.length > 1 ? [outputsTable(outputs, strings)] : []),
      element('h2', { text: strings.bestTokens }),
      ...tokenNodes(best.tokens, strings.answers, (i) => {
        const probability = Math.exp(best.tokenLogProbabilities[i]);
        const text = probabilityText(probability);
        return { part: 1 - probability, figure: text, title: strings.token(best.tokens[i], text) };
      }),
      ...(picture
        ? [] // its places say nothing by themselves
        : [
            element('h2', { text: strings.answers.tokens }),
            ...cutNote(cut, strings.answers),
            ...tokenNodes(sourceTokens, strings.answers, (i) => ({ isUnknown: sourceUnknown[i] })),
          ]),
    ];
  },
  said: ({ outputs: [best] }) => best.text,
  isSearched: true,
  hasShares: false,
};

function outputsTable(outputs: readonly DecodedOutput[], strings: PlaygroundStrings): HTMLElement {
  const headings = [
    { text: strings.rank },
    { text: strings.output },
    { text: strings.probability, hint: strings.probabilityHint, isNumeric: true },
    { text: strings.score, hint: strings.scoreHint, isNumeric: true },
  ];
  const rows = outputs.map((output, i) =>
    row(
      numberCell(String(i + 1)),
      element('td', {}, ...outputWords(output, outputs[0], strings)),
      numberCell(probabilityText(Math.exp(output.logProbability))),
      numberCell(figure(output.score)),
    ),
  );
  return element(
    'div',
    { class: 'scroll' },
    element('h2', { text: strings.outputs, title: strings.outputsHint }),
    plainTable({ kind: 'outputs', headings, rows }),
  );
}

/** Words that the best output does not have are marked. */
function outputWords({ text, ended }: DecodedOutput, best: DecodedOutput, strings: PlaygroundStrings) {
  const words = markedWords(changedWords(text, best.text));
  return [
    ...(words.length > 0 ? words : [strings.emptyOutput]),
    ...(ended ? [] : [element('span', { class: 'note', text: `(${strings.cut})` })]),
  ];
}

/** Shares of whole outputs may be tiny: then as a power of ten. */
const probabilityText = (probability: number): string =>
  probability < 1e-4 ? figure(probability) : share(probability);
