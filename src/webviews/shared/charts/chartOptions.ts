// How uPlot draws a chart: in the colours of the theme, with axes of whole steps and of values within their bounds.

import uPlot from 'uplot';
import { count, figure } from '../../../protocol/figures';
import type { Size } from '../picture';
import { themeColor, themeFont } from '../theme';
import type { ChartData, ChartMark, Curve } from './chartData';
import { tickLabels } from './axisFormat';

/** Room above and below the values, as a share of their span. */
const SPARE = 0.1;
/** Values nearer to one another than this share of what is possible do not fill the chart. */
const LEAST_SPAN = 0.05;
/** Steps and epochs are whole. */
const WHOLE_STEPS = Array.from({ length: 10 }, (_, power) => [1, 2, 5].map((digit) => digit * 10 ** power)).flat();
const POINT_PX = 6;
const X_AXIS_PX = 24;
const Y_AXIS_PX = 60;
const LABEL_LINE_PX = 16;
const LABEL_GAP_PX = 4;

const DASH: Record<Curve['shape'], number[]> = { line: [], dashes: [6, 4], dots: [2, 3] };

export interface ChartEvents {
  /** The pointer or the keys are at another point. */
  onCursor(plot: uPlot): void;
  /** Another part is shown. */
  onScale(plot: uPlot, scale: string): void;
  /** The places that are marked now. */
  marks(): readonly ChartMark[];
}

export function chartOptions(data: ChartData, size: Size, { onCursor, onScale, marks }: ChartEvents): uPlot.Options {
  const { curves, logarithmic, isLogarithmicX = false, bounds, format } = data;
  return {
    ...size,
    legend: { show: false },
    cursor: { y: false, points: { size: POINT_PX }, drag: { x: true, y: false } },
    scales: {
      x: { time: false, distr: isLogarithmicX ? 3 : 1 },
      y: { distr: logarithmic ? 3 : 1, ...rangeWithin(bounds) },
    },
    axes: [
      {
        ...axis(),
        ...{ size: X_AXIS_PX, incrs: WHOLE_STEPS },
        values: (_, ticks: (number | null)[]) => ticks.map((tick) => (tick === null ? '' : tickText(tick))),
      },
      { ...axis(), size: Y_AXIS_PX, values: (_, ticks) => tickLabels(ticks, format) },
    ],
    series: [{}, ...curves.map(seriesOf)],
    hooks: {
      setCursor: [onCursor],
      setScale: [onScale],
      draw: [(plot) => marks().forEach((mark, row) => drawMark(plot, mark, row))],
    },
  };
}

const axis = (): uPlot.Axis => ({
  stroke: () => themeColor('descriptionForeground'),
  font: themeFont(),
  grid: { stroke: () => `color-mix(in srgb, ${themeColor('descriptionForeground')} 25%, transparent)`, width: 1 },
  ticks: { show: false },
  gap: 4,
});

const seriesOf = ({ label, color, strength, shape }: Curve): uPlot.Series => ({
  label,
  stroke: () => themeColor(color),
  alpha: strength === 'faint' ? 0.4 : 1,
  width: strength === 'faint' ? 1 : 2,
  dash: DASH[shape],
  spanGaps: true,
  points: { show: shape !== 'line', size: POINT_PX, fill: () => themeColor(color) },
});

/** An upright line, dotted, with its label at its upper end; labels of further ones lie below. */
function drawMark(plot: uPlot, { place, label }: ChartMark, row: number): void {
  const { ctx, bbox, scales } = plot;
  const { min = Infinity, max = -Infinity } = scales.x;
  if (place < min || place > max) return;
  const x = Math.round(plot.valToPos(place, 'x', true));
  ctx.save();
  ctx.strokeStyle = ctx.fillStyle = themeColor('descriptionForeground');
  ctx.setLineDash([2 * devicePixelRatio, 3 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  if (label !== undefined) writeLabel(ctx, label, { x, row, bbox });
  ctx.restore();
}

/** On the side of the line where there is room. */
function writeLabel(
  ctx: CanvasRenderingContext2D,
  label: string,
  { x, row, bbox }: { x: number; row: number; bbox: uPlot.BBox },
): void {
  const [line, gap] = [LABEL_LINE_PX * devicePixelRatio, LABEL_GAP_PX * devicePixelRatio];
  ctx.font = themeFont(devicePixelRatio);
  const goesLeft = x + gap + ctx.measureText(label).width > bbox.left + bbox.width;
  ctx.textAlign = goesLeft ? 'right' : 'left';
  ctx.textBaseline = 'top';
  ctx.fillText(label, x + (goesLeft ? -gap : gap), bbox.top + row * line);
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

const tickText = (tick: number): string => (Number.isInteger(tick) ? count(tick) : figure(tick));
