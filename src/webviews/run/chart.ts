// One chart with its line of values: uPlot in the colours of the theme, with values under the pointer, arrow keys,
// zoom by dragging or Ctrl+wheel, and the whole again by a double click.

import uPlot from 'uplot';
import { figure } from '../../protocol/figures';
import { element, say } from '../shared/element';
import { onThemeChange, themeColor, themeFont } from '../shared/theme';

export interface Curve {
  label: string;
  /** A theme colour. */
  color: string;
  /** Thin and faint for what is only background. */
  strength: 'faint' | 'strong';
  /** Told apart by shape too. */
  shape: 'line' | 'dashes' | 'dots';
  values: readonly (number | null)[];
}

interface ChartData {
  x: readonly number[];
  curves: readonly Curve[];
  xTitle: string;
  logarithmic: boolean;
  /** What values can be: the axis goes no further. */
  bounds?: readonly [least: number, most: number];
  format(value: number): string;
}

export interface Chart {
  node: HTMLElement;
  draw(data: ChartData): void;
}

/** Room above and below the values, as a share of their span. */
const SPARE = 0.1;
/** Values nearer to one another than this share of what is possible do not fill the chart. */
const LEAST_SPAN = 0.05;
/** Steps and epochs are whole. */
const WHOLE_STEPS = Array.from({ length: 10 }, (_, power) => [1, 2, 5].map((digit) => digit * 10 ** power)).flat();

const DASH: Record<Curve['shape'], number[]> = { line: [], dashes: [6, 4], dots: [2, 3] };

export function chart(title: string, label: string): Chart {
  const note = element('span', { class: 'note' });
  const readout = element('p', { class: 'readout' }, element('strong', { text: title }));
  const values = element('span', { class: 'values' });
  readout.append(note, values);
  const canvas = element('div', {
    class: 'plot',
    attributes: { tabindex: '0', role: 'img', 'aria-label': `${title}. ${label}` },
  });
  const live = element('p', { class: 'spoken', attributes: { 'aria-live': 'polite' } });
  const node = element('figure', { class: 'chart' }, readout, canvas, live);
  let plot: uPlot | undefined;
  let shown: ChartData | undefined;
  let shape = '';

  const size = (): { width: number; height: number } => ({
    width: Math.max(120, canvas.clientWidth),
    height: Math.max(80, canvas.clientHeight),
  });

  /** Values at a point, or the latest where the pointer is elsewhere. */
  function tell(index: number | null | undefined): void {
    if (!shown) return;
    const { x, curves, format, xTitle } = shown;
    const at = (curve: Curve): number | null => {
      const upTo = typeof index === 'number' ? curve.values.slice(0, index + 1) : curve.values;
      return upTo.findLast((value) => value !== null) ?? null;
    };
    values.replaceChildren(
      ...curves.map((curve) => {
        const value = at(curve);
        const key = element('span', { class: `key ${curve.shape} ${curve.strength}` });
        key.style.color = themeColor(curve.color);
        return element(
          'span',
          { class: 'value' },
          key,
          `${curve.label} `,
          element('b', { text: value === null ? '–' : format(value) }),
        );
      }),
    );
    say(note, typeof index === 'number' ? `${xTitle} ${figure(x[index])}` : '');
  }

  function draw(data: ChartData): void {
    shown = data;
    const columns: uPlot.AlignedData = [
      data.x as number[],
      ...data.curves.map((curve) => curve.values as (number | null)[]),
    ];
    const next = JSON.stringify([
      data.curves.map(({ label: name, color }) => [name, color]),
      data.logarithmic,
      data.xTitle,
    ]);
    if (plot && next === shape) {
      const { min, max } = plot.scales.x;
      const old = plot.data[0];
      const zoomed = min !== undefined && max !== undefined && (min > old[0] || max < old[old.length - 1]);
      plot.setData(columns, !zoomed);
      if (zoomed) plot.redraw();
    } else rebuild(columns);
    shape = next;
    tell(plot?.cursor.idx);
  }

  function rebuild(columns: uPlot.AlignedData): void {
    plot?.destroy();
    if (!shown) return;
    plot = new uPlot(options(shown, size(), tell), columns, canvas);
  }

  canvas.addEventListener('keydown', (event) => {
    if (!plot || !shown || shown.x.length === 0) return;
    if (event.key === 'Escape') plot.setCursor({ left: -10, top: -10 });
    else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      const last = shown.x.length - 1;
      const from = plot.cursor.idx ?? (event.key === 'ArrowLeft' ? last + 1 : -1);
      const to = Math.max(0, Math.min(last, from + (event.key === 'ArrowLeft' ? -1 : 1)));
      plot.setCursor({ left: plot.valToPos(shown.x[to], 'x'), top: 10 });
      say(live, `${note.textContent}: ${[...values.children].map((child) => child.textContent).join(', ')}`);
    } else return;
    event.preventDefault();
  });
  canvas.addEventListener(
    'wheel',
    (event) => {
      if (!plot || !shown || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      zoom(plot, shown.x, event);
    },
    { passive: false },
  );
  new ResizeObserver(() => plot?.setSize(size())).observe(canvas);
  onThemeChange(() => {
    if (plot) rebuild(plot.data);
    tell(plot?.cursor.idx);
  });
  return { node, draw };
}

function zoom(plot: uPlot, x: readonly number[], event: WheelEvent): void {
  const { min, max } = plot.scales.x;
  if (min === undefined || max === undefined || x.length < 2) return;
  const at = plot.posToVal(event.clientX - plot.over.getBoundingClientRect().left, 'x');
  const factor = event.deltaY < 0 ? 0.8 : 1.25;
  const limits = { min: x[0], max: x[x.length - 1] };
  plot.setScale('x', {
    min: Math.max(limits.min, at - (at - min) * factor),
    max: Math.min(limits.max, at + (max - at) * factor),
  });
}

function options(
  data: ChartData,
  { width, height }: { width: number; height: number },
  tell: (index: number | null | undefined) => void,
): uPlot.Options {
  const axis = (): uPlot.Axis => ({
    stroke: () => themeColor('descriptionForeground'),
    font: themeFont(),
    grid: { stroke: () => `color-mix(in srgb, ${themeColor('descriptionForeground')} 25%, transparent)`, width: 1 },
    ticks: { show: false },
    gap: 4,
  });
  return {
    width,
    height,
    legend: { show: false },
    cursor: { y: false, points: { size: 6 }, drag: { x: true, y: false } },
    scales: { x: { time: false }, y: { distr: data.logarithmic ? 3 : 1, ...rangeWithin(data.bounds) } },
    axes: [
      { ...axis(), size: 24, incrs: WHOLE_STEPS, values: (_, ticks) => ticks.map(tickText) },
      { ...axis(), size: 56, values: (_, ticks) => ticks.map((tick) => (tick === null ? '' : data.format(tick))) },
    ],
    series: [
      {},
      ...data.curves.map((curve): uPlot.Series => ({
        label: curve.label,
        stroke: () => themeColor(curve.color),
        alpha: curve.strength === 'faint' ? 0.4 : 1,
        width: curve.strength === 'faint' ? 1 : 2,
        dash: DASH[curve.shape],
        spanGaps: true,
        points: { show: curve.shape !== 'line', size: 6, fill: () => themeColor(curve.color) },
      })),
    ],
    hooks: { setCursor: [(plot) => tell(plot.cursor.idx)] },
  };
}

/** The range that would be shown anyhow, cut to what values can be. */
function rangeWithin(bounds: ChartData['bounds']): Pick<uPlot.Scale, 'range'> {
  if (!bounds) return {};
  const [least, most] = bounds;
  return {
    range: (_, from, to) => {
      const middle = ((from ?? least) + (to ?? most)) / 2;
      const half = Math.max((to ?? most) - (from ?? least), LEAST_SPAN * (most - least)) / 2;
      const [low, high] = uPlot.rangeNum(middle - half, middle + half, SPARE, false);
      return [Math.max(least, low ?? least), Math.min(most, high ?? most)];
    },
  };
}

const tickText = (tick: number): string =>
  Number.isInteger(tick) ? String(tick) : String(Number(tick.toPrecision(3)));
