// How many words texts have: a histogram and its twin as a table.

import { count, figure } from '../../protocol/figures';
import type { CorpusOverview } from '../../protocol/corpusView';
import { toggle } from '../shared/controls';
import { element, say, show } from '../shared/element';
import { table } from '../shared/table';
import type { CorpusStrings } from './strings';

interface Bin {
  from: number;
  /** The longest that is in it, or that there is. */
  to: number;
  texts: number;
}

export interface LengthsView {
  node: HTMLElement;
  draw(lengths: CorpusOverview['lengths']): void;
}

export function lengthsView(strings: CorpusStrings): LengthsView {
  const note = element('span', { class: 'note' });
  const bars = element('div', { class: 'bars', attributes: { 'aria-hidden': 'true' } });
  const most = element('span', { class: 'most' });
  const longest = element('span');
  const axis = element(
    'p',
    { class: 'scale' },
    element('span', { text: '0' }),
    element('span', { text: strings.lengthsAxis }),
    longest,
  );
  const picture = element('div', { class: 'histogram' }, most, bars, axis);
  const rows = table<Bin>({
    label: strings.lengths,
    empty: strings.nothing,
    columns: [
      { id: 'from', title: strings.from, numeric: true, text: ({ from }) => count(from), sortBy: ({ from }) => from },
      { id: 'to', title: strings.to, numeric: true, text: ({ to }) => count(to), sortBy: ({ to }) => to },
      {
        id: 'texts',
        title: strings.texts,
        numeric: true,
        text: ({ texts }) => count(texts),
        sortBy: ({ texts }) => texts,
      },
    ],
  });
  rows.node.hidden = true;
  const asTable = toggle(strings.asTable, false, (on) => {
    show(rows.node, on);
    show(picture, !on);
  });
  return {
    node: element(
      'figure',
      { class: 'chart' },
      element(
        'p',
        { class: 'readout' },
        element('strong', { text: strings.lengths }),
        note,
        element('span', { class: 'gap' }),
        asTable.node,
      ),
      picture,
      rows.node,
    ),
    draw({ lines, binWidth, mean, median, percentile95, longest: most_ }) {
      const last = lines.length - 1;
      const bins = lines.map((texts, i): Bin => {
        const end = (i + 1) * binWidth - 1;
        return { from: i * binWidth, to: i === last ? Math.max(end, most_.words) : end, texts };
      });
      const highest = Math.max(1, ...lines);
      bars.replaceChildren(
        ...bins.map(({ from, to, texts }) => {
          const title = strings.bin(count(from), count(to), count(texts));
          const bar = element('span', { class: 'bar', title }, element('i'));
          bar.style.setProperty('--share', String(texts / highest));
          return bar;
        }),
      );
      rows.setRows(bins);
      say(most, `${count(highest)} ${strings.textsAxis}`);
      const isOpen = most_.words > (last + 1) * binWidth - 1;
      say(longest, isOpen ? `${count(last * binWidth)} ${strings.longer}` : count(bins.at(-1)?.to ?? 0));
      say(note, strings.lengthsFigures(figure(mean), count(median), count(percentile95)));
    },
  };
}
