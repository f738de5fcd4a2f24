// What the numbers of a tensor come to: a short table, and a histogram.

import { count, figure } from '../../../protocol/figures';
import type { TensorStatistics } from '../../../protocol/tensors';
import { element, show } from '../element';
import { histogram } from '../histogram';
import { nameCell, numberCell, plainTable, row } from '../plainTable';
import type { TensorStrings } from './strings';

export interface StatisticsView {
  node: HTMLElement;
  /** Undefined: nothing is known yet. */
  show(statistics: TensorStatistics | undefined): void;
}

export function statisticsView(strings: TensorStrings): StatisticsView {
  const figures = element('div');
  const bins = histogram(strings.histogram, figure);
  const head = element(
    'p',
    { class: 'readout' },
    element('strong', { text: strings.histogram.title }),
    element('span', { class: 'gap' }),
    bins.asTable,
  );
  const drawn = element('figure', { class: 'chart' }, head, bins.node);
  return {
    node: element('div', { class: 'fill' }, figures, drawn),
    show(statistics) {
      figures.replaceChildren(...(statistics ? [tableOf(statistics, strings)] : []));
      show(drawn, statistics !== undefined && statistics.bins.length > 0);
      bins.draw(statistics?.bins ?? []);
    },
  };
}

function tableOf({ finite, ...counts }: TensorStatistics, strings: TensorStrings): HTMLElement {
  const line = (name: string, value: string, hint?: string): HTMLElement =>
    row(nameCell(name, hint ?? name), numberCell(value));
  return plainTable({
    label: strings.statistics,
    rows: [
      line(strings.count, count(counts.count)),
      ...(finite
        ? [
            line(strings.least, figure(finite.least)),
            line(strings.most, figure(finite.most)),
            line(strings.mean, figure(finite.mean)),
            line(strings.deviation, figure(finite.deviation), strings.deviationHint),
          ]
        : []),
      line(strings.zeros, count(counts.zeros)),
      line(strings.nan, count(counts.nan)),
      line(strings.infinite, count(counts.infinite)),
    ],
  });
}
