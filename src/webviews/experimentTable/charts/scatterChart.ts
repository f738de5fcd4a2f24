// A figure of runs by a key: points where the key is a number, boxes of quartiles where it is not.

import { count } from '../../../protocol/figures';
import { compareValues } from '../../../protocol/runQuery/compareValues';
import { METRICS, metricName } from '../../../protocol/metrics';
import { csvLine } from '../../../protocol/csvLine';
import { choiceList } from '../../shared/choiceList';
import { asFigure, asShare, type AxisFormat } from '../../shared/charts/axisFormat';
import { categoryColor } from '../../shared/colorScale';
import { element, liveText, say } from '../../shared/element';
import { picture, type Size } from '../../shared/picture';
import { saveMenu } from '../../shared/saveMenu';
import { themeColor, themeFont } from '../../shared/theme';
import { twin } from '../../shared/twin';
import { tooltip } from '../../shared/tooltip';
import { valueText } from '../cells';
import { type RunTable, textOf } from '../runTable';
import { type PointRow, pointTable } from './chartTables';
import { figureChoices, keyChoices } from './chartChoices';
import type { ChartPart, ChartsOptions } from './chartPart';
import { areaOf, axesOf, drawAxes, svgOf } from './plotArea';
import { type Scale, scaleFrom, scaleOver } from './scale';

const POINT_PX = 3;
const NEAR_PX = 12;
/** Above such a ratio a key of positive numbers is drawn with equal ratios. */
const WIDE = 50;
const BOX = 0.5;
/** A number of few values is drawn as names are. */
const MOST_BOXES = 8;

interface Point {
  id: string;
  x: number;
  y: number;
}

interface Shown {
  table: RunTable;
  points: Point[];
  /** Where the key is no number: its values, at 0, 1, 2, ... */
  names?: string[];
  x: Scale;
  y: Scale;
}

export function scatterChart({ client, strings, save, state, keep, fail, onOpen, onSelect }: ChartsOptions): ChartPart {
  let given: { table: RunTable; rows: readonly number[]; all: readonly number[] } | undefined;
  let shown: Shown | undefined;
  let pointed = -1;
  const told = liveText('note told');
  const note = element('p', { class: 'note' });
  const beside = tooltip();
  const canvas = picture({ label: strings.scatterOf, draw: paint });
  const figures = choiceList<string>(strings.figure, (figure) => (keep({ figure }), draw()));
  const keys = choiceList<string>(strings.across, (across) => (keep({ across }), draw()));
  const rows = pointTable(strings, { as: (value) => valueText(state.figure, value), onPick: ({ id }) => onOpen(id) });
  const place = element('div', { class: 'chart-place' }, canvas.node, beside.node);
  const twins = twin(strings.asTable, { picture: place, table: rows.node });
  const saved = saveMenu<'png' | 'svg' | 'csv'>({
    ...{
      strings: save,
      kinds: ['png', 'svg', 'csv'],
      save: (request) => client.call('saveFile', request),
      onFailure: fail,
    },
    content: (kind) => ({
      ...{ name: `${state.figure} by ${state.across}`, kind },
      content: kind === 'png' ? canvas.png() : kind === 'svg' ? svg() : csv(),
    }),
  });
  const tools = element('div', { class: 'row wrap tools' }, figures.node, keys.node, twins.toggle.node, saved);
  const node = element('div', { class: 'fill chart-part' }, tools, place, rows.node, told, note);

  function draw(): void {
    if (!given) return;
    const { table, rows: chosen, all } = given;
    const shownRows = chosen.length > 1 ? chosen : all;
    const [offered, across] = [figureChoices(table, shownRows), keyChoices(table, shownRows)];
    const figure = offered.includes(state.figure) ? state.figure : (offered.at(0) ?? '');
    const key = across.includes(state.across) ? state.across : (across.at(0) ?? '');
    figures.set(offered.map((value) => ({ value, label: value })), figure); // prettier-ignore
    keys.set(across.map((value) => ({ value, label: value })), key); // prettier-ignore
    Object.assign(state, { figure, across: key });
    shown = shownOf(table, shownRows, figure, key);
    rows.setRows(shown.points.map((point) => rowOf(table, key, point)));
    pointed = -1;
    say(note, `${strings.ofRuns(count(shown.points.length))}. ${strings.open}`);
    canvas.redraw();
  }

  const format = (): AxisFormat => {
    const name = metricName(state.figure);
    return name !== undefined && METRICS[name].form === 'share' ? asShare : asFigure;
  };

  function axesIn(size: Size, { x, y, names }: Shown) {
    const area = areaOf(size);
    const axes = axesOf(area, { x, y, xTitle: state.across, format: format() });
    if (names) axes.x = names.map((label, i) => ({ place: area.left + x.share(i) * area.width, label }));
    return { area, axes };
  }

  function placeOf({ width, height }: Size, { x, y }: Shown, point: Point): [number, number] {
    const area = areaOf({ width, height });
    return [area.left + x.share(point.x) * area.width, area.top + (1 - y.share(point.y)) * area.height];
  }

  function paint(context: CanvasRenderingContext2D, size: Size): void {
    if (!shown) return;
    const { area, axes } = axesIn(size, shown);
    context.font = themeFont();
    drawAxes(context, area, axes);
    const of = shown;
    const { names, points } = of;
    if (names) for (const box of boxesOf(shown)) drawBox(context, size, shown, box);
    context.fillStyle = categoryColor(0);
    context.globalAlpha = points.length > 500 ? 0.4 : 0.8;
    points.forEach((point, i) => {
      const [left, top] = placeOf(size, of, names ? spread(point, i) : point);
      context.fillRect(left - POINT_PX / 2, top - POINT_PX / 2, POINT_PX, POINT_PX);
    });
    context.globalAlpha = 1;
    const point = pointed < 0 ? undefined : points.at(pointed);
    if (!point) return;
    const [left, top] = placeOf(size, shown, names ? spread(point, pointed) : point);
    context.strokeStyle = themeColor('focusBorder');
    context.lineWidth = 2;
    context.strokeRect(left - POINT_PX - 2, top - POINT_PX - 2, 2 * POINT_PX + 4, 2 * POINT_PX + 4);
  }

  function drawBox(context: CanvasRenderingContext2D, size: Size, of: Shown, { at, quartiles }: Box): void {
    const [low, first, median, third, high] = quartiles.map((y) => placeOf(size, of, { id: '', x: at, y })[1]);
    const [left] = placeOf(size, of, { id: '', x: at - BOX / 2, y: 0 });
    const [right] = placeOf(size, of, { id: '', x: at + BOX / 2, y: 0 });
    context.strokeStyle = themeColor('foreground');
    context.lineWidth = 1;
    context.strokeRect(left, third, right - left, first - third);
    context.beginPath();
    for (const [x0, y0, x1, y1] of [
      [left, median, right, median],
      [(left + right) / 2, low, (left + right) / 2, first],
      [(left + right) / 2, third, (left + right) / 2, high],
    ]) {
      context.moveTo(x0, y0);
      context.lineTo(x1, y1);
    }
    context.stroke();
  }

  function pointAt(event: MouseEvent | undefined): void {
    const before = pointed;
    pointed = -1;
    if (event && shown) {
      const at = canvas.at(event);
      const size = { width: canvas.node.clientWidth, height: canvas.node.clientHeight };
      let nearest = NEAR_PX;
      const of = shown;
      of.points.forEach((point, i) => {
        const [left, top] = placeOf(size, of, of.names ? spread(point, i) : point);
        const distance = Math.hypot(left - at.x, top - at.y);
        if (distance < nearest) [nearest, pointed] = [distance, i];
      });
      if (pointed >= 0) beside.show(at, wordsOf(pointed));
    }
    if (pointed < 0) beside.hide();
    if (pointed !== before) canvas.redraw();
  }

  function wordsOf(index: number): string[] {
    const point = shown?.points.at(index);
    if (!shown || !point) return [];
    const row = shown.table.placeOf(point.id) ?? -1;
    const line = (key: string): string => `${key}: ${valueText(key, shown?.table.value(row, key))}`;
    return [textOf(shown.table.value(row, 'name')) || point.id, point.id, line(state.across), line(state.figure)];
  }

  canvas.node.addEventListener('pointermove', pointAt);
  canvas.node.addEventListener('pointerleave', () => pointAt(undefined));
  canvas.node.addEventListener('click', (event) => {
    const point = pointed < 0 ? undefined : shown?.points.at(pointed);
    if (!point) return;
    if (event.ctrlKey || event.metaKey) onSelect([point.id]);
    else onOpen(point.id);
  });
  canvas.node.addEventListener('keydown', (event) => {
    const total = shown?.points.length ?? 0;
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by !== undefined && total > 0) {
      pointed = (pointed + by + total) % total;
      say(told, wordsOf(pointed).join(' · '));
      canvas.redraw();
    } else if (event.key === 'Enter' && pointed >= 0) onOpen(shown?.points.at(pointed)?.id ?? '');
    else return;
    event.preventDefault();
  });

  function csv(): string {
    const rows = (shown?.points ?? []).map(({ id, x, y }) => [id, shown?.names?.[x] ?? x, y]);
    return [['run', state.across, state.figure], ...rows].map(csvLine).join('');
  }

  function svg(): string {
    if (!shown) return '';
    const size = { width: canvas.node.clientWidth, height: canvas.node.clientHeight };
    const { area, axes } = axesIn(size, shown);
    const of = shown;
    const marks = of.points.map((point, i) => {
      const [left, top] = placeOf(size, of, of.names ? spread(point, i) : point);
      return `<circle cx="${left.toFixed(1)}" cy="${top.toFixed(1)}" r="2" fill="${categoryColor(0)}"/>`;
    });
    return svgOf(size, area, axes, marks);
  }

  return {
    section: { id: 'scatter', label: strings.scatter, content: node },
    show(table, rows, all) {
      given = { table, rows, all };
      draw();
    },
  };
}

/** Points of one name lie beside one another, the same at every drawing. */
const spread = (point: Point, index: number): Point => ({
  ...point,
  x: point.x + (((index * 0.618034) % 1) - 0.5) * BOX * 0.6,
});

function shownOf(table: RunTable, rows: readonly number[], figure: string, key: string): Shown {
  const values = new Map(rows.map((row) => [textOf(table.value(row, key)), table.value(row, key)]));
  const isNumeric = table.isNumeric(key) && values.size > MOST_BOXES;
  const texts = isNumeric ? [] : [...values].sort(([, a], [, b]) => compareValues(a, b, false)).map(([text]) => text);
  const places = new Map(texts.map((text, i) => [text, i]));
  const points = rows.flatMap((row): Point[] => {
    const x = isNumeric ? table.number(row, key) : (places.get(textOf(table.value(row, key))) ?? NaN);
    const y = table.number(row, figure);
    return Number.isFinite(x) && Number.isFinite(y) ? [{ id: table.ids[row], x, y }] : [];
  });
  const xs = points.map(({ x }) => x);
  const isWide = isNumeric && Math.min(...xs) > 0 && Math.max(...xs) / Math.min(...xs) >= WIDE;
  return {
    ...{ table, points, y: scaleOver(points.map(({ y }) => y), false) }, // prettier-ignore
    x: isNumeric ? scaleOver(xs, isWide) : scaleFrom(-0.5, Math.max(0.5, texts.length - 0.5), false),
    ...(isNumeric ? {} : { names: texts }),
  };
}

interface Box {
  at: number;
  /** The least, the quartiles, the greatest. */
  quartiles: number[];
}

function boxesOf({ names = [], points }: Shown): Box[] {
  return names.flatMap((_, at) => {
    const values = points.filter(({ x }) => x === at).map(({ y }) => y).sort((a, b) => a - b); // prettier-ignore
    if (values.length === 0) return [];
    const quantile = (share: number): number => {
      const place = share * (values.length - 1);
      const below = Math.floor(place);
      return values[below] + (place - below) * ((values[below + 1] ?? values[below]) - values[below]);
    };
    return [{ at, quartiles: [0, 0.25, 0.5, 0.75, 1].map(quantile) }];
  });
}

function rowOf(table: RunTable, key: string, { id, x, y }: Point): PointRow {
  const row = table.placeOf(id) ?? -1;
  const name = textOf(table.value(row, 'name')) || id;
  return { id, name, across: valueText(key, table.value(row, key)), acrossKey: x, value: y };
}
