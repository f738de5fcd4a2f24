// The canvas of many curves: all are drawn once, and the one under the pointer over them, so that pointing stays quick.

import { figure } from '../../../protocol/figures';
import type { AxisFormat } from '../../shared/charts/axisFormat';
import { categoryColor } from '../../shared/colorScale';
import { element } from '../../shared/element';
import { picture, type Size } from '../../shared/picture';
import { themeColor } from '../../shared/theme';
import { tooltip } from '../../shared/tooltip';
import { type CurveLine, valueAt } from './curveLines';
import { type Area, areaOf, type Axes, axesOf, drawAxes, svgOf } from './plotArea';
import { type Scale, scaleFrom, scaleOver } from './scale';

interface ShownCurves {
  lines: readonly CurveLine[];
  isLogarithmic: boolean;
  xTitle: string;
  format: AxisFormat;
  nameOf(line: CurveLine): string;
  valueText(value: number): string;
}

export interface CurvesPicture {
  node: HTMLElement;
  draw(shown: ShownCurves): void;
  png(): string;
  svg(): string;
}

const COLORS = 7;
const DASHES: readonly number[][] = [[], [6, 4], [2, 3]];
const NEAR_PX = 24;
/** Beyond so many, lines are fainter, and bands would hide one another. */
const MANY = 40;
const BAND = 0.18;
const DRAG_PX = 6;

export function curvesPicture({
  label,
  tell,
  onOpen,
}: {
  label: string;
  tell(text: string): void;
  onOpen(ids: readonly string[]): void;
}): CurvesPicture {
  let shown: ShownCurves | undefined;
  let zoomed: [number, number] | undefined;
  let pointed = -1;
  let dragged: { from: number; to: number } | undefined;
  /** Of this size; drawn anew where anything but the pointer has changed. */
  let ground: { bitmap: HTMLCanvasElement; width: number; height: number } | undefined;
  let scales: { x: Scale; y: Scale } | undefined;
  const beside = tooltip();
  const canvas = picture({ label, draw: paint });
  const node = element('div', { class: 'chart-place' }, canvas.node, beside.node);

  function scalesOf({ lines, isLogarithmic }: ShownCurves): { x: Scale; y: Scale } {
    const x = zoomed ? scaleFrom(...zoomed, false) : scaleOver(ends(lines), false, 0);
    return { x, y: scaleOver(valuesIn(lines, x), isLogarithmic) };
  }

  function paint(context: CanvasRenderingContext2D, size: Size): void {
    if (!shown) return;
    scales ??= scalesOf(shown);
    const area = areaOf(size);
    if (!ground || ground.width !== size.width || ground.height !== size.height) ground = groundOf(shown, size);
    context.drawImage(ground.bitmap, 0, 0, size.width, size.height);
    const line = shown.lines.at(pointed);
    if (line && pointed >= 0) {
      within(context, area, () => {
        context.strokeStyle = themeColor('editor-background');
        trace(context, line, area, 6);
        context.strokeStyle = categoryColor(pointed % COLORS);
        trace(context, line, area, 2.5);
      });
    }
    if (!dragged) return;
    context.fillStyle = themeColor('focusBorder');
    context.globalAlpha = 0.2;
    context.fillRect(dragged.from, area.top, dragged.to - dragged.from, area.height);
    context.globalAlpha = 1;
  }

  function groundOf(curves: ShownCurves, { width, height }: Size) {
    const bitmap = element('canvas');
    bitmap.width = Math.round(width * devicePixelRatio);
    bitmap.height = Math.round(height * devicePixelRatio);
    const context = bitmap.getContext('2d');
    if (context) {
      context.scale(devicePixelRatio, devicePixelRatio);
      const area = areaOf({ width, height });
      drawAxes(context, area, axes(curves, area));
      within(context, area, () => {
        if (curves.lines.length <= MANY) curves.lines.forEach((line, i) => band(context, line, area, i));
        context.globalAlpha = curves.lines.length > MANY ? 0.45 : 0.9;
        curves.lines.forEach((line, i) => {
          context.strokeStyle = categoryColor(i % COLORS);
          context.setLineDash(DASHES[Math.floor(i / COLORS) % DASHES.length]);
          trace(context, line, area, curves.lines.length > MANY ? 1 : 1.5);
        });
      });
    }
    return { bitmap, width, height };
  }

  function axes({ xTitle, format }: ShownCurves, area: Area): Axes {
    return axesOf(area, { ...(scales ?? { x: scaleFrom(0, 1, false), y: scaleFrom(0, 1, false) }), xTitle, format });
  }

  const placeOf = (area: Area, x: number, y: number): [number, number] => [
    area.left + (scales?.x.share(x) ?? 0) * area.width,
    area.top + (1 - (scales?.y.share(y) ?? 0)) * area.height,
  ];

  function trace(context: CanvasRenderingContext2D, { x, y }: CurveLine, area: Area, width: number): void {
    context.lineWidth = width;
    context.beginPath();
    let isDrawn = false;
    for (let i = 0; i < x.length; i++) {
      const [left, top] = placeOf(area, x[i], y[i]);
      if (!Number.isFinite(left) || !Number.isFinite(top)) isDrawn = false;
      else if (isDrawn) context.lineTo(left, top);
      else {
        context.moveTo(left, top);
        isDrawn = true;
      }
    }
    context.stroke();
  }

  function band(context: CanvasRenderingContext2D, { x, low, high }: CurveLine, area: Area, index: number): void {
    if (!low || !high) return;
    context.fillStyle = categoryColor(index % COLORS);
    context.globalAlpha = BAND;
    context.beginPath();
    const places = [...x.keys()].filter((i) => Number.isFinite(low[i]) && Number.isFinite(high[i]));
    for (const i of places) context.lineTo(...placeOf(area, x[i], high[i]));
    for (const i of places.reverse()) context.lineTo(...placeOf(area, x[i], low[i]));
    context.fill();
    context.globalAlpha = 1;
  }

  function redrawAll(): void {
    [ground, scales] = [undefined, undefined];
    canvas.redraw();
  }

  /** The curve that is nearest to a place, by its height there. */
  function pointAt(at: { x: number; y: number } | undefined): void {
    const before = pointed;
    pointed = -1;
    if (at && shown && scales) {
      const area = areaOf({ width: canvas.node.clientWidth, height: canvas.node.clientHeight });
      const value = scales.x.value((at.x - area.left) / area.width);
      let nearest = NEAR_PX;
      shown.lines.forEach((line, i) => {
        const distance = Math.abs(placeOf(area, value, valueAt(line, value))[1] - at.y);
        if (distance < nearest) [nearest, pointed] = [distance, i];
      });
      tellPointed(value, at);
    }
    if (pointed < 0) beside.hide();
    if (pointed !== before) canvas.redraw();
  }

  function tellPointed(x: number, at?: { x: number; y: number }): void {
    const line = shown?.lines.at(pointed);
    if (!line || !shown || pointed < 0) return;
    const y = valueAt(line, x);
    const texts = [shown.nameOf(line), `${shown.xTitle} ${figure(x)}: ${shown.valueText(y)}`];
    if (at) beside.show(at, texts);
    else tell(texts.join(' · '));
  }

  const { node: place } = canvas;
  place.addEventListener('pointermove', (event) => {
    const at = canvas.at(event);
    if (dragged) {
      dragged.to = at.x;
      canvas.redraw();
    } else pointAt(at);
  });
  place.addEventListener('pointerleave', () => pointAt(undefined));
  place.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    const { x } = canvas.at(event);
    dragged = { from: x, to: x };
    place.setPointerCapture(event.pointerId);
  });
  place.addEventListener('pointerup', () => {
    const drag = dragged;
    dragged = undefined;
    const line = shown?.lines.at(pointed);
    const across = scales?.x;
    if (drag && Math.abs(drag.to - drag.from) > DRAG_PX && across) {
      const { left, width } = areaOf({ width: place.clientWidth, height: place.clientHeight });
      const [from, to] = [drag.from, drag.to].map((end) => across.value((end - left) / width)).sort((a, b) => a - b);
      zoomed = [from, to];
      redrawAll();
    } else if (line && pointed >= 0) onOpen(line.ids);
  });
  place.addEventListener('dblclick', () => {
    zoomed = undefined;
    redrawAll();
  });
  place.addEventListener('keydown', (event) => {
    const total = shown?.lines.length ?? 0;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by !== undefined && total > 0) {
      pointed = (pointed + by + total) % total;
      const line = shown?.lines.at(pointed);
      if (line) tellPointed(line.x.at(-1) ?? 0);
      canvas.redraw();
    } else if (event.key === 'Enter' && pointed >= 0) onOpen(shown?.lines.at(pointed)?.ids ?? []);
    else if (event.key === 'Escape') {
      [pointed, zoomed] = [-1, undefined];
      redrawAll();
    } else return;
    event.preventDefault();
  });

  return {
    node,
    draw(curves) {
      shown = curves;
      if (pointed >= curves.lines.length) pointed = -1;
      redrawAll();
    },
    png: () => canvas.png(),
    svg() {
      if (!shown) return '';
      const size = { width: place.clientWidth, height: place.clientHeight };
      const area = areaOf(size);
      scales ??= scalesOf(shown);
      const lines = shown.lines.map(({ x, y }, i) => {
        const path = Array.from(x, (at, k) => placeOf(area, at, y[k]))
          .filter(([left, top]) => Number.isFinite(left) && Number.isFinite(top))
          .map(([left, top], k) => `${k === 0 ? 'M' : 'L'}${left.toFixed(1)} ${top.toFixed(1)}`);
        return `<path d="${path.join('')}" fill="none" stroke="${categoryColor(i % COLORS)}" stroke-width="1.5"/>`;
      });
      return svgOf(size, area, axes(shown, area), lines);
    },
  };
}

function within(context: CanvasRenderingContext2D, { left, top, width, height }: Area, draw: () => void): void {
  context.save();
  context.beginPath();
  context.rect(left, top, width, height);
  context.clip();
  draw();
  context.restore();
}

function* ends(lines: readonly CurveLine[]): Iterable<number> {
  for (const { x } of lines) for (const value of x) yield value;
}

function* valuesIn(lines: readonly CurveLine[], { from, to }: Scale): Iterable<number> {
  for (const { x, y, low, high } of lines)
    for (let i = 0; i < x.length; i++) {
      if (x[i] < from || x[i] > to) continue;
      yield y[i];
      if (low) yield low[i];
      if (high) yield high[i];
    }
}
