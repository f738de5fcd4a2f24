// A histogram and its twin as a table.

import { count } from '../../protocol/figures';
import { numberColumn } from './column';
import { element, say } from './element';
import { table } from './table';
import { twin } from './twin';

export interface Bin {
  from: number;
  /** The last value that is in it. */
  to: number;
  count: number;
}

export interface HistogramStrings {
  title: string;
  from: string;
  to: string;
  /** What is counted: as a column's title, and after a number. */
  counted: string;
  countedAxis: string;
  /** What the values are. */
  axis: string;
  asTable: string;
  empty: string;
  /** One bar, on hover. */
  bin(from: string, to: string, count: string): string;
}

/** How ends of bars are written: as what is counted without this. */
type Written = (value: number) => string;

export interface Histogram {
  /** The picture or the table. */
  node: HTMLElement;
  /** Shows one or the other; for the line above. */
  asTable: HTMLElement;
  /** `end`: what stands at the right end of the axis, if not the last value. */
  draw(bins: readonly Bin[], end?: string): void;
}

export function histogram(strings: HistogramStrings, written: Written = count): Histogram {
  const bars = element('div', { class: 'bars', attributes: { 'aria-hidden': 'true' } });
  const most = element('span', { class: 'most' });
  const first = element('span');
  const last = element('span');
  const axis = element('p', { class: 'scale' }, first, element('span', { text: strings.axis }), last);
  const picture = element('div', { class: 'histogram' }, most, bars, axis);
  const number = (id: keyof Bin, title: string, as: Written = written) =>
    numberColumn<Bin>({ id, title, value: (bin) => bin[id], as });
  const rows = table<Bin>({
    label: strings.title,
    empty: strings.empty,
    columns: [number('from', strings.from), number('to', strings.to), number('count', strings.counted, count)],
  });
  const { toggle } = twin(strings.asTable, { picture, table: rows.node });
  return {
    node: element('div', { class: 'fill' }, picture, rows.node),
    asTable: toggle.node,
    draw(bins, end) {
      const highest = Math.max(1, ...bins.map((bin) => bin.count));
      bars.replaceChildren(
        ...bins.map((bin) => {
          const title = strings.bin(written(bin.from), written(bin.to), count(bin.count));
          const bar = element('span', { class: 'bar', title }, element('i'));
          bar.style.setProperty('--share', String(bin.count / highest));
          return bar;
        }),
      );
      rows.setRows(bins);
      say(most, `${count(highest)} ${strings.countedAxis}`);
      say(first, written(bins.at(0)?.from ?? 0));
      say(last, end ?? written(bins.at(-1)?.to ?? 0));
    },
  };
}
