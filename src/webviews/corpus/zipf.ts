// The Zipf plot: counts of words over their ranks on logarithmic axes with the fitted line, and its twin as a table.

import uPlot from 'uplot';
import { count, figure } from '../../protocol/figures';
import type { CorpusOverview } from '../../protocol/corpusView';
import { toggle } from '../shared/controls';
import { element, say, show } from '../shared/element';
import { table } from '../shared/table';
import { onThemeChange, themeColor, themeFont } from '../shared/theme';
import type { CorpusStrings } from './strings';

type Zipf = CorpusOverview['zipf'];
type Point = Zipf['points'][number];

export interface ZipfView {
  node: HTMLElement;
  draw(zipf: Zipf): void;
}

export function zipfView(strings: CorpusStrings): ZipfView {
  const heading = element('strong', { text: strings.zipf, title: strings.zipfHint });
  const fit = element('span', { class: 'note' });
  const readout = element('span', { class: 'value', attributes: { 'aria-live': 'polite' } });
  const attributes = { tabindex: '0', role: 'img', 'aria-label': `${strings.zipf}. ${strings.zipfLabel}` };
  const canvas = element('div', { class: 'plot', attributes });
  const rows = table<Point>({
    label: strings.zipf,
    empty: strings.nothing,
    columns: [
      { id: 'rank', title: strings.rank, numeric: true, width: 15, text: rankText, sortBy: ({ rank }) => rank },
      { id: 'word', title: strings.word, text: ({ word }) => word },
      { id: 'count', title: strings.count, numeric: true, text: (row) => count(row.count), sortBy: (row) => row.count },
    ],
  });
  rows.node.hidden = true;
  let shown: Zipf = { points: [], exponent: 0, fit: 0 };
  let plot: uPlot | undefined;
  const asTable = toggle(strings.asTable, false, (on) => {
    show(rows.node, on);
    show(canvas, !on);
    if (!on) rebuild();
  });

  function tell(index: number | null | undefined): void {
    const point = typeof index === 'number' ? shown.points.at(index) : undefined;
    say(readout, point ? `${point.word} · ${strings.rank} ${rankText(point)} · ${count(point.count)}` : '');
  }

  const size = () => ({ width: Math.max(120, canvas.clientWidth), height: Math.max(80, canvas.clientHeight) });

  function rebuild(): void {
    plot?.destroy();
    plot = undefined;
    if (shown.points.length === 0 || canvas.hidden) return;
    plot = new uPlot(options({ ...size(), strings, tell }), columnsOf(shown), canvas);
  }

  canvas.addEventListener('keydown', (event) => {
    if (!plot || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight' && event.key !== 'Escape')) return;
    event.preventDefault();
    if (event.key === 'Escape') return plot.setCursor({ left: -10, top: -10 });
    const last = shown.points.length - 1;
    const next = (plot.cursor.idx ?? -1) + (event.key === 'ArrowLeft' ? -1 : 1);
    plot.setCursor({ left: plot.valToPos(shown.points[Math.max(0, Math.min(last, next))].rank, 'x'), top: 10 });
  });
  new ResizeObserver(() => plot?.setSize(size())).observe(canvas);
  onThemeChange(rebuild);
  return {
    node: element(
      'figure',
      { class: 'chart' },
      element('p', { class: 'readout' }, heading, fit, readout, element('span', { class: 'gap' }), asTable.node),
      canvas,
      rows.node,
    ),
    draw(zipf) {
      shown = zipf;
      say(fit, strings.exponent(figure(zipf.exponent), figure(zipf.fit)));
      rows.setRows(zipf.points);
      rebuild();
    },
  };
}

/** Of words that share their count, the ranks of all: which of them is which says nothing. */
const rankText = ({ rank, tied }: Point): string => (tied ? `${count(tied.first)}–${count(tied.last)}` : count(rank));

/** Ranks, counts, and the line through the points seen more than once. */
function columnsOf({ points, exponent }: Zipf): uPlot.AlignedData {
  const ranks = points.map(({ rank }) => rank);
  const counts = points.map(({ count: seen }) => seen);
  const fitted = points.filter(({ count: seen }) => seen > 1);
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const x = mean(fitted.map(({ rank }) => Math.log(rank)));
  const y = mean(fitted.map(({ count: seen }) => Math.log(seen)));
  const line = ranks.map((rank) => (exponent === 0 ? null : Math.exp(y + exponent * (Math.log(rank) - x))));
  return [ranks, counts, line.map((value) => (value !== null && value >= 0.5 ? value : null))];
}

interface PlotOptions {
  width: number;
  height: number;
  strings: CorpusStrings;
  tell(index: number | null | undefined): void;
}

function options({ width, height, strings, tell }: PlotOptions): uPlot.Options {
  const axis = (size: number): uPlot.Axis => ({
    stroke: () => themeColor('descriptionForeground'),
    font: themeFont(),
    grid: { stroke: () => `color-mix(in srgb, ${themeColor('descriptionForeground')} 25%, transparent)`, width: 1 },
    ticks: { show: false },
    gap: 4,
    size,
    values: (_, ticks) => ticks.map((tick) => (tick !== null && isPowerOfTen(tick) ? powerText(tick) : '')),
  });
  return {
    width,
    height,
    legend: { show: false },
    cursor: { y: false, points: { size: 7 }, drag: { x: false, y: false } },
    scales: { x: { time: false, distr: 3 }, y: { distr: 3 } },
    axes: [axis(24), axis(48)],
    series: [
      {},
      {
        label: strings.counted,
        stroke: () => themeColor('charts-blue'),
        paths: () => null,
        points: { show: true, size: 5, fill: () => themeColor('charts-blue') },
      },
      {
        label: strings.fitted,
        stroke: () => themeColor('charts-yellow'),
        width: 2,
        dash: [6, 4],
        points: { show: false },
      },
    ],
    hooks: { setCursor: [(plot) => tell(plot.cursor.idx)] },
  };
}

const isPowerOfTen = (tick: number): boolean => Math.abs(Math.log10(tick) - Math.round(Math.log10(tick))) < 1e-9;

const powerText = (tick: number): string => (tick >= 1e6 ? figure(tick) : count(Math.max(tick, Math.round(tick))));
