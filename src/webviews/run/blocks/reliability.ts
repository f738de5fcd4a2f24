// How often answers are right beside how sure the model is of them: a bar and a line for each part of the shares, and the same as
// a table.

import { count, share } from '../../../protocol/figures';
import type { ReliabilityBin } from '../../../protocol/report';
import { element } from '../../shared/element';
import { nameCell, numberCell, plainTable, row, scrollable } from '../../shared/plainTable';
import type { RunStrings } from '../strings';
import type { BlockDrawing } from './block';

export const drawReliability: BlockDrawing<'reliability'> = ({ label, bins }, { strings, translate }) => [
  plot(bins, strings.reliability),
  scale(strings.reliability),
  element('p', { class: 'note', text: strings.reliability.legend }),
  scrollable(translate(label), tableOf(bins, strings.reliability)),
];

type Strings = RunStrings['reliability'];

/** Hidden from screen readers: the table says the same. */
function plot(bins: readonly ReliabilityBin[], strings: Strings): HTMLElement {
  const bars = bins.map(({ from, to, count: size, confidence, accuracy }) => {
    const title = strings.bin(share(from), share(to), count(size), share(confidence), share(accuracy));
    const bar = element('span', { class: 'bin', title }, element('i'), element('b'));
    for (const [name, value] of Object.entries({ from, to, confidence, accuracy }))
      bar.style.setProperty(`--${name}`, String(value));
    return bar;
  });
  return element('div', { class: 'reliability', attributes: { 'aria-hidden': 'true' } }, ...bars);
}

const scale = ({ sure }: Strings): HTMLElement =>
  element('p', { class: 'scale' }, ...[share(0), sure, share(1)].map((text) => element('span', { text })));

const tableOf = (bins: readonly ReliabilityBin[], strings: Strings): HTMLElement =>
  plainTable({
    headings: [
      { text: strings.shares },
      { text: strings.count, isNumeric: true },
      { text: strings.sure, hint: strings.sureHint, isNumeric: true },
      { text: strings.right, hint: strings.rightHint, isNumeric: true },
    ],
    rows: bins.map(({ from, to, count: size, confidence, accuracy }) => {
      const range = `${share(from)}–${share(to)}`;
      return row(nameCell(range, range), ...[count(size), share(confidence), share(accuracy)].map(numberCell));
    }),
  });
