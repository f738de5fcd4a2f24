// The n-best list: words that the best output does not have are marked; a click chooses the node where the output ends.

import { figure } from '../../protocol/figures';
import type { TextAnswer } from '../../protocol/answer';
import { cutNote } from '../shared/answers/cutNote';
import { changedWords } from '../shared/changedWords';
import { element } from '../shared/element';
import { markedWords } from '../shared/markedWords';
import { numberCell, plainTable, row } from '../shared/plainTable';
import type { BeamStrings } from './strings';

export interface OutputsViewOptions {
  strings: BeamStrings;
  onChoose(output: number): void;
}

export function outputsView({ outputs, bleu, cut }: TextAnswer, { strings, onChoose }: OutputsViewOptions): Node[] {
  const linkTo = (output: number): HTMLElement => {
    const words = markedWords(changedWords(outputs[output].text, outputs[0].text));
    const children = words.length > 0 ? words : [strings.emptyOutput];
    const link = element('button', { class: 'link', attributes: { type: 'button' } }, ...children);
    link.addEventListener('click', () => onChoose(output));
    return link;
  };
  const rows = outputs.map(({ score, logProbability }, i) =>
    row(
      numberCell(String(i + 1)),
      element('td', {}, linkTo(i)),
      numberCell(figure(score)),
      numberCell(figure(logProbability)),
      ...(bleu ? [numberCell(figure(bleu[i]))] : []),
    ),
  );
  const headings = [
    { text: strings.rank },
    { text: strings.text },
    { text: strings.score, hint: strings.scoreHint, isNumeric: true },
    { text: 'ln p', hint: strings.totalHint, isNumeric: true },
    ...(bleu ? [{ text: strings.bleu, hint: strings.bleuHint, isNumeric: true }] : []),
  ];
  return [
    ...cutNote(cut, strings.answers),
    element('p', { class: 'note', text: strings.outputsHint }),
    plainTable({ headings, rows, kind: 'outputs' }),
  ];
}
