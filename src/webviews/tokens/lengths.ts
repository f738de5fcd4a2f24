// How long the lines are, in tokens: a histogram and its twin as a table.

import { count } from '../../protocol/figures';
import type { ColumnFigures } from '../../protocol/views';
import { toggle } from '../shared/controls';
import { element, say, show } from '../shared/element';
import { table } from '../shared/table';
import type { TokensStrings } from './strings';

interface Bin {
  from: number;
  to: number;
  lines: number;
}

export interface LengthsView {
  node: HTMLElement;
  draw(figures: Pick<ColumnFigures, 'lengthHistogram' | 'binWidth' | 'lineCount'>): void;
}

export function lengthsView(strings: TokensStrings): LengthsView {
  const label = element('p', { class: 'note' });
  const bars = element('div', { class: 'bars', attributes: { 'aria-hidden': 'true' } });
  const most = element('span', { class: 'most' });
  const least = element('span');
  const longest = element('span');
  const axis = element('p', { class: 'scale' }, least, element('span', { text: strings.lengthsAxis }), longest);
  const picture = element('div', { class: 'histogram' }, most, bars, axis);
  const rows = table<Bin>({
    label: strings.lengths,
    empty: strings.noLines,
    columns: [
      { id: 'from', title: strings.from, numeric: true, text: (bin) => count(bin.from), sortBy: (bin) => bin.from },
      { id: 'to', title: strings.to, numeric: true, text: (bin) => count(bin.to), sortBy: (bin) => bin.to },
      { id: 'lines', title: strings.lines, numeric: true, text: (bin) => count(bin.lines), sortBy: (bin) => bin.lines },
    ],
  });
  rows.node.hidden = true;
  const asTable = toggle(strings.asTable, false, (on) => {
    show(rows.node, on);
    show(picture, !on);
  });
  return {
    node: element(
      'div',
      { class: 'fill' },
      element('div', { class: 'row search' }, label, asTable.node),
      picture,
      rows.node,
    ),
    draw({ lengthHistogram, binWidth, lineCount }) {
      const bins = lengthHistogram.map((lines, i) => ({ from: i * binWidth, to: (i + 1) * binWidth - 1, lines }));
      const highest = Math.max(1, ...lengthHistogram);
      bars.replaceChildren(
        ...bins.map(({ from, to, lines }) => {
          const bar = element('span', { class: 'bar', title: strings.bin(from, to, count(lines)) }, element('i'));
          bar.style.setProperty('--share', String(lines / highest));
          return bar;
        }),
      );
      rows.setRows(bins);
      say(most, `${count(highest)} ${strings.linesAxis}`);
      say(least, '0');
      const last = bins.findLast(({ lines }) => lines > 0)?.to ?? 0;
      say(longest, count(bins.at(-1)?.to ?? 0));
      say(label, strings.lengthsLabel(count(medianOf(bins, lineCount)), count(last)));
    },
  };
}

/** The upper end of the bin that holds the middle line. */
function medianOf(bins: readonly Bin[], lineCount: number): number {
  let seen = 0;
  for (const { to, lines } of bins) {
    seen += lines;
    if (seen * 2 >= lineCount) return to;
  }
  return 0;
}
