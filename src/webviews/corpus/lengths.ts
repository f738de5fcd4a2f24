// How many words texts have.

import type { CorpusOverview } from '../../protocol/corpusView';
import { count, figure } from '../../protocol/figures';
import { element, say } from '../shared/element';
import { type Bin, histogram } from '../shared/histogram';
import type { CorpusStrings } from './strings';

export interface LengthsView {
  node: HTMLElement;
  draw(lengths: CorpusOverview['lengths']): void;
}

export function lengthsView(strings: CorpusStrings): LengthsView {
  const note = element('span', { class: 'note' });
  const bins = histogram({
    title: strings.lengths,
    from: strings.from,
    to: strings.to,
    counted: strings.texts,
    countedAxis: strings.textsAxis,
    axis: strings.lengthsAxis,
    asTable: strings.asTable,
    empty: strings.nothing,
    bin: strings.bin,
  });
  const title = element('strong', { text: strings.lengths });
  const head = element('p', { class: 'readout' }, title, note, element('span', { class: 'gap' }), bins.asTable);
  return {
    node: element('figure', { class: 'chart' }, head, bins.node),
    draw({ lines, binWidth, mean, median, percentile95, longest: { words } }) {
      const last = lines.length - 1;
      const endOf = (i: number): number => (i + 1) * binWidth - 1;
      const all = lines.map((texts, i): Bin => ({ from: i * binWidth, to: endOf(i), count: texts }));
      const isOpen = words > endOf(last);
      if (isOpen) all[last].to = words;
      bins.draw(all, isOpen ? `${count(last * binWidth)} ${strings.longer}` : undefined);
      say(note, strings.lengthsFigures(figure(mean), count(median), count(percentile95)));
    },
  };
}
