// The frame of a chart of runs: axes with their ticks, on a canvas and as a drawing (SVG).

import { amount } from '../../../protocol/figures';
import { cutText, turnedText } from '../../shared/canvasText';
import { svgText } from '../../shared/svgText';
import { tickLabels, type AxisFormat, asFigure } from '../../shared/charts/axisFormat';
import type { Size } from '../../shared/picture';
import { themeColor, themeFont } from '../../shared/theme';
import type { Scale } from './scale';

export interface Area {
  left: number;
  top: number;
  width: number;
  height: number;
}

export const asAmounts: AxisFormat = { ...asFigure, text: amount };
const MARGIN = { left: 56, right: 10, top: 8, bottom: 34 };
/** Of the line that the title beside the axis stands on. */
const Y_TITLE_PX = 12;
/** Room for it. */
export const Y_TITLE_ROOM = 16;
const TICK_ROOM = { across: 70, down: 36 };

/** @param beside room for the title beside the axis, where there is one */
export const areaOf = ({ width, height }: Size, beside = 0): Area => ({
  left: MARGIN.left + beside,
  top: MARGIN.top,
  width: Math.max(10, width - MARGIN.left - beside - MARGIN.right),
  height: Math.max(10, height - MARGIN.top - MARGIN.bottom),
});

interface AxisTicks {
  /** From the left or the upper end. */
  place: number;
  label: string;
}

export interface Axes {
  x: AxisTicks[];
  y: AxisTicks[];
  xTitle: string;
  /** Beside the axis, from below. */
  yTitle?: string;
}

const ticksOf = (scale: Scale, format: AxisFormat, room: number): { tick: number; label: string }[] => {
  const ticks = scale.ticks(room);
  const labels = tickLabels(ticks, format);
  return ticks.map((tick, i) => ({ tick, label: labels[i] }));
};

export function axesOf(
  area: Area,
  { x, y, xTitle, format = asFigure }: { x: Scale; y: Scale; xTitle: string; format?: AxisFormat },
): Axes {
  return {
    x: ticksOf(x, asAmounts, Math.max(2, area.width / TICK_ROOM.across)).map(({ tick, label }) => ({
      place: area.left + x.share(tick) * area.width,
      label,
    })),
    y: ticksOf(y, format, Math.max(2, area.height / TICK_ROOM.down)).map(({ tick, label }) => ({
      place: area.top + (1 - y.share(tick)) * area.height,
      label,
    })),
    xTitle,
  };
}

export function drawAxes(context: CanvasRenderingContext2D, area: Area, { x, y, xTitle, yTitle = '' }: Axes): void {
  const quiet = themeColor('descriptionForeground');
  context.font = themeFont();
  context.fillStyle = quiet;
  context.strokeStyle = `color-mix(in srgb, ${quiet} 25%, transparent)`;
  context.lineWidth = 1;
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  for (const { place, label } of y) {
    line(context, area.left, place, area.left + area.width, place);
    context.fillText(label, area.left - 6, place, area.left - 8);
  }
  context.textBaseline = 'top';
  const bottom = area.top + area.height;
  let free = -Infinity;
  for (const { place, label } of x) {
    line(context, place, area.top, place, bottom);
    const half = context.measureText(label).width / 2;
    if (place - half < free) continue;
    context.textAlign = place + half > area.left + area.width + MARGIN.right ? 'right' : 'center';
    context.fillText(label, place, bottom + 4);
    free = place + half + 8;
  }
  context.textAlign = 'right';
  context.textBaseline = 'alphabetic';
  context.fillText(xTitle, area.left + area.width, bottom + MARGIN.bottom - 4, area.width);
  context.textAlign = 'left';
  if (yTitle !== '') turnedText(context, cutText(context, yTitle, area.height), Y_TITLE_PX, bottom);
}

function line(context: CanvasRenderingContext2D, x0: number, y0: number, x1: number, y1: number): void {
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
  context.stroke();
}

/** The same with what is in it, whole. */
export function svgOf(size: Size, area: Area, { x, y, xTitle, yTitle = '' }: Axes, content: readonly string[]): string {
  const [ink, paper] = [themeColor('foreground'), themeColor('editor-background')];
  const bottom = area.top + area.height;
  const text = (at: [number, number], anchor: string, label: string): string =>
    `<text x="${at[0].toFixed(1)}" y="${at[1].toFixed(1)}" text-anchor="${anchor}">${svgText(label)}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}" font-family="sans-serif" font-size="12" fill="${svgText(ink)}">`,
    `<rect width="100%" height="100%" fill="${svgText(paper)}"/>`,
    ...y.map(({ place, label }) => text([area.left - 6, place + 4], 'end', label)),
    ...x.map(({ place, label }) => text([place, bottom + 16], 'middle', label)),
    text([area.left + area.width, bottom + 30], 'end', xTitle),
    `<text transform="translate(${Y_TITLE_PX} ${bottom.toFixed(1)}) rotate(-90)">${svgText(yTitle)}</text>`,
    `<path d="M${area.left} ${area.top}V${bottom}H${area.left + area.width}" fill="none" stroke="${svgText(ink)}"/>`,
    ...content,
    '</svg>',
    '',
  ].join('\n');
}
