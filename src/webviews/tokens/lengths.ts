// How long the lines are, in tokens.

import { count } from '../../protocol/figures';
import type { ColumnFigures } from '../../protocol/tokensView';
import { element, say } from '../shared/element';
import { type Bin, histogram } from '../shared/histogram';
import type { TokensStrings } from './strings';

export interface LengthsView {
  node: HTMLElement;
  draw(figures: Pick<ColumnFigures, 'lengthHistogram' | 'binWidth' | 'lineCount'>): void;
}

export function lengthsView(strings: TokensStrings): LengthsView {
  const label = element('p', { class: 'note' });
  const bins = histogram({
    title: strings.lengths,
    from: strings.from,
    to: strings.to,
    counted: strings.lines,
    countedAxis: strings.linesAxis,
    axis: strings.lengthsAxis,
    asTable: strings.asTable,
    empty: strings.noLines,
    bin: strings.bin,
  });
  return {
    node: element('div', { class: 'fill' }, element('div', { class: 'row search' }, label, bins.asTable), bins.node),
    draw({ lengthHistogram, binWidth, lineCount }) {
      const all = lengthHistogram.map((lines, i): Bin => ({
        from: i * binWidth,
        to: (i + 1) * binWidth - 1,
        count: lines,
      }));
      bins.draw(all);
      const last = all.findLast((bin) => bin.count > 0)?.to ?? 0;
      say(label, strings.lengthsLabel(count(medianOf(all, lineCount)), count(last)));
    },
  };
}

/** The upper end of the bin that holds the middle line. */
function medianOf(bins: readonly Bin[], lineCount: number): number {
  let seen = 0;
  for (const { to, count: lines } of bins) {
    seen += lines;
    if (seen * 2 >= lineCount) return to;
  }
  return 0;
}
