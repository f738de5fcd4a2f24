// One chart with its line of values: uPlot in the colours of the theme, with values under the pointer, arrow keys,
// zoom by dragging or Ctrl+wheel, and the whole again by a double click.

import uPlot from 'uplot';
import { element, say } from '../element';
import type { Size } from '../picture';
import { onThemeChange } from '../theme';
import type { ChartData } from './chartData';
import { type ChartGroup, isZoomed } from './chartGroup';
import { handleChartInput } from './chartInput';
import { type ChartEvents, chartOptions } from './chartOptions';
import { chartReadout, type PointIndex } from './chartReadout';

const LEAST_SIZE: Size = { width: 120, height: 80 };

export interface Chart {
  node: HTMLElement;
  draw(data: ChartData): void;
}

export interface ChartOptions {
  title: string;
  /** Read aloud. */
  label: string;
  /** Where the vertical axis begins, in words. */
  axisFrom(value: string): string;
  group: ChartGroup;
}

export function chart({ title, label, axisFrom, group }: ChartOptions): Chart {
  const readout = chartReadout(title);
  const attributes = { tabindex: '0', role: 'img', 'aria-label': `${title}. ${label}` };
  const canvas = element('div', { class: 'plot', attributes });
  const live = element('p', { class: 'spoken', attributes: { 'aria-live': 'polite' } });
  let plot: uPlot | undefined;
  let shown: ChartData | undefined;
  let drawnKind = '';

  const size = (): Size => ({
    width: Math.max(LEAST_SIZE.width, canvas.clientWidth),
    height: Math.max(LEAST_SIZE.height, canvas.clientHeight),
  });

  function tell(index: PointIndex): void {
    if (shown) readout.tell(shown, index);
  }

  const events: ChartEvents = {
    onCursor(at) {
      tell(at.cursor.idx);
      group.pointed(at);
    },
    onScale(at, scale) {
      if (scale === 'x') group.zoomed(at);
      else tellAxis(at.scales.y.min);
    },
    marks: () => shown?.marks ?? [],
  };

  /** A logarithmic axis never begins at 0. */
  function tellAxis(least: number | undefined): void {
    if (!shown || shown.logarithmic || least === undefined || least === 0) readout.tellAxis('');
    else readout.tellAxis(axisFrom(shown.format.text(least)));
  }

  function draw(data: ChartData): void {
    shown = data;
    const columns = columnsOf(data);
    const kind = kindOf(data);
    if (plot && kind === drawnKind) replaceData(plot, columns);
    else rebuild(columns);
    drawnKind = kind;
    tell(plot?.cursor.idx);
  }

  function rebuild(columns: uPlot.AlignedData): void {
    plot?.destroy();
    if (!shown) return;
    plot = new uPlot(chartOptions(shown, size(), events), columns, canvas);
    group.joined(plot);
  }

  group.add(() => plot);
  handleChartInput({
    node: canvas,
    plot: () => plot,
    x: () => shown?.x ?? [],
    onPoint: () => say(live, readout.spoken()),
  });
  new ResizeObserver(() => plot?.setSize(size())).observe(canvas);
  onThemeChange(() => {
    if (plot) rebuild(plot.data);
    tell(plot?.cursor.idx);
  });
  return { node: element('figure', { class: 'chart' }, readout.node, canvas, live), draw };
}

const columnsOf = ({ x, curves }: ChartData): uPlot.AlignedData => [
  x as number[],
  ...curves.map(({ values }) => values as (number | null)[]),
];

/** The same for data that a plot can take in the place of others. */
const kindOf = ({ curves, logarithmic, xTitle }: ChartData): string =>
  JSON.stringify([curves.map(({ label, color }) => [label, color]), logarithmic, xTitle]);

/** The part that is zoomed to stays. */
function replaceData(plot: uPlot, columns: uPlot.AlignedData): void {
  const stays = isZoomed(plot);
  plot.setData(columns, !stays);
  if (stays) plot.redraw();
}
