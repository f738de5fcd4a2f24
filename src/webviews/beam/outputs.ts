// The n-best list: words that the best output does not have are marked; a click chooses the node where the output ends.

import { figure } from '../../protocol/figures';
import type { TextAnswer } from '../../protocol/answer';
import { changedWords } from '../shared/changedWords';
import { element } from '../shared/element';
import type { BeamStrings } from './strings';

export function outputsView(
  { outputs, bleu }: TextAnswer,
  { strings, onChoose }: { strings: BeamStrings; onChoose(output: number): void },
): Node[] {
  const head = (title: string, hint?: string): HTMLElement =>
    element('th', {
      text: title,
      ...(hint === undefined ? {} : { class: 'number', title: hint }),
      attributes: { scope: 'col' },
    });
  const rows = outputs.map((output, i) => {
    const words = changedWords(output.text, outputs[0].text).flatMap(({ text, isChanged }) => [
      isChanged ? element('mark', { text }) : text,
      ' ',
    ]);
    const go = element(
      'button',
      { class: 'link', attributes: { type: 'button' } },
      ...(words.length > 0 ? words : [strings.emptyOutput]),
    );
    go.addEventListener('click', () => onChoose(i));
    return element(
      'tr',
      {},
      element('td', { class: 'number', text: String(i + 1) }),
      element('td', {}, go),
      element('td', { class: 'number', text: figure(output.score) }),
      element('td', { class: 'number', text: figure(output.logProbability) }),
      ...(bleu ? [element('td', { class: 'number', text: figure(bleu[i]) })] : []),
    );
  });
  const titles = [
    head(strings.rank),
    head(strings.text),
    head(strings.score, strings.scoreHint),
    head('ln p', strings.totalHint),
    ...(bleu ? [head(strings.bleu, strings.bleuHint)] : []),
  ];
  return [
    element('p', { class: 'note', text: strings.outputsHint }),
    element(
      'table',
      { class: 'plain outputs' },
      element('thead', {}, element('tr', {}, ...titles)),
      element('tbody', {}, ...rows),
    ),
  ];
}
