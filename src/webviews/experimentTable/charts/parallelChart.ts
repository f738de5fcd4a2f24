// Parallel axes: each run a line through its values of several keys; what is dragged along an axis selects runs in the table.

import { count } from '../../../protocol/figures';
import { csvLine } from '../../../protocol/csvLine';
import { choiceList } from '../../shared/choiceList';
import { sequentialScale } from '../../shared/colorScale';
import { element, say } from '../../shared/element';
import { picture, type Size } from '../../shared/picture';
import { saveMenu } from '../../shared/saveMenu';
import { svgText } from '../../shared/svgText';
import { themeColor, themeFont } from '../../shared/theme';
import { tooltip } from '../../shared/tooltip';
import type { Place } from '../../shared/viewport';
import { valueText } from '../cells';
import { type RunTable, textOf } from '../runTable';
import { figureChoices, keyChoices } from './chartChoices';
import type { ChartPart, ChartsOptions } from './chartPart';

const MOST_AXES = 6;
const MARGIN = { side: 46, top: 22, bottom: 34 };
/** How far labels of the outermost axes reach beyond these, and what is left between labels. */
const OVERHANG = MARGIN.side - 4;
const GAP = 6;
const ANCHORS = { left: 'start', center: 'middle', right: 'end' } as const;
const NEAR_PX = 24;
const DRAG_PX = 4;
/** Above so many, lines are fainter. */
const MANY = 200;

interface Axis {
  key: string;
  /** `[run]`, 0 at the lower end to 1; not a number where the run has none. */
  shares: Float64Array;
  low: string;
  high: string;
}

interface Shown {
  table: RunTable;
  rows: readonly number[];
  axes: Axis[];
}

export function parallelChart({ client, strings, save, state, keep, fail, onSelect }: ChartsOptions): ChartPart {
  let given: Parameters<ChartPart['show']> | undefined;
  let shown: Shown | undefined;
  let dragged: { axis: number; from: number; to: number } | undefined;
  const note = element('p', { class: 'note' });
  const beside = tooltip();
  const canvas = picture({ label: strings.parallelOf, draw: paint });
  const figures = choiceList<string>(strings.figure, (figure) => (keep({ figure }), draw()));
  const saved = saveMenu<'png' | 'svg' | 'csv'>({
    ...{
      strings: save,
      kinds: ['png', 'svg', 'csv'],
      save: (request) => client.call('saveFile', request),
      onFailure: fail,
    },
    content: (kind) => ({
      ...{ name: 'parallel axes', kind },
      content: kind === 'png' ? canvas.png() : kind === 'svg' ? svg() : csv(),
    }),
  });
  const tools = element('div', { class: 'row wrap tools' }, figures.node, saved);
  const node = element(
    'div',
    { class: 'fill chart-part' },
    tools,
    element('div', { class: 'chart-place' }, canvas.node, beside.node),
    note,
  );

  function draw(): void {
    if (!given) return;
    const [table, chosen, all] = given;
    const rows = all;
    const offered = figureChoices(table, rows);
    const figure = offered.includes(state.figure) ? state.figure : (offered.at(0) ?? '');
    figures.set(offered.map((value) => ({ value, label: value })), figure); // prettier-ignore
    Object.assign(state, { figure });
    const keys = [...keyChoices(table, rows).filter((key) => key !== 'seed').slice(0, MOST_AXES), figure].filter(Boolean); // prettier-ignore
    shown = { table, rows, axes: keys.map((key) => axisOf(table, rows, key)) };
    say(note, `${strings.ofRuns(count(chosen.length > 0 ? chosen.length : rows.length))}. ${strings.parallelOf}`);
    canvas.redraw();
  }

  const place = ({ width, height }: Size, axis: number, part: number): [number, number] => [
    MARGIN.side + (axis / Math.max(1, (shown?.axes.length ?? 1) - 1)) * (width - 2 * MARGIN.side),
    MARGIN.top + (1 - part) * (height - MARGIN.top - MARGIN.bottom),
  ];

  function lineOf(size: Size, index: number): [number, number][] {
    return (shown?.axes ?? []).flatMap(({ shares }, axis): [number, number][] =>
      Number.isNaN(shares[index]) ? [] : [place(size, axis, shares[index])],
    );
  }

  function paint(context: CanvasRenderingContext2D, size: Size): void {
    if (!shown) return;
    const { axes, rows } = shown;
    const chosen = new Set(given?.[1] ?? []);
    const scale = sequentialScale(-0.4, 1);
    const last = axes.at(-1);
    const stroke = (index: number, alpha: number): void => {
      context.globalAlpha = alpha;
      context.strokeStyle = scale.color(last?.shares[index] ?? 0);
      context.beginPath();
      lineOf(size, index).forEach(([left, top], i) =>
        i === 0 ? context.moveTo(left, top) : context.lineTo(left, top),
      );
      context.stroke();
    };
    const faint = rows.length > MANY ? 0.12 : 0.6;
    rows.forEach((row, i) => chosen.has(row) || stroke(i, chosen.size > 0 ? faint / 3 : faint));
    context.lineWidth = 1.5;
    rows.forEach((row, i) => chosen.has(row) && stroke(i, 0.9));
    context.globalAlpha = 1;
    context.lineWidth = 1;
    drawAxes(context, size, axes);
    if (!dragged) return;
    const [left] = place(size, dragged.axis, 0);
    context.fillStyle = themeColor('focusBorder');
    context.globalAlpha = 0.3;
    context.fillRect(left - 8, Math.min(dragged.from, dragged.to), 16, Math.abs(dragged.to - dragged.from));
    context.globalAlpha = 1;
  }

  /** Labels stand below their axis; those of the first and the last keep to the picture. */
  function labelOf(size: Size, axis: number): { x: number; align: 'left' | 'center' | 'right'; room: number } {
    const count = shown?.axes.length ?? 1;
    const [left] = place(size, axis, 0);
    const spacing = (size.width - 2 * MARGIN.side) / Math.max(1, count - 1);
    const room = spacing / 2 + OVERHANG - GAP;
    if (count > 1 && axis === 0) return { x: left - OVERHANG, align: 'left', room };
    if (count > 1 && axis === count - 1) return { x: left + OVERHANG, align: 'right', room };
    return { x: left, align: 'center', room: spacing - GAP };
  }

  function drawAxes(context: CanvasRenderingContext2D, size: Size, axes: readonly Axis[]): void {
    context.font = themeFont();
    axes.forEach(({ key, low, high }, axis) => {
      const { x, align, room } = labelOf(size, axis);
      context.textAlign = align;
      const [left, top] = place(size, axis, 1);
      const [, bottom] = place(size, axis, 0);
      context.strokeStyle = themeColor('descriptionForeground');
      context.beginPath();
      context.moveTo(left, top);
      context.lineTo(left, bottom);
      context.stroke();
      context.fillStyle = themeColor('foreground');
      context.fillText(fitting(context, key, room, 'end'), x, size.height - 6);
      context.fillStyle = themeColor('descriptionForeground');
      context.fillText(fitting(context, high, room), x, top - 6);
      context.fillText(fitting(context, low, room), x, bottom + 14);
    });
  }

  function axisAt({ x }: Place): number {
    const size = { width: canvas.node.clientWidth, height: canvas.node.clientHeight };
    return (shown?.axes ?? []).findIndex((_, i) => Math.abs(place(size, i, 0)[0] - x) < NEAR_PX);
  }

  canvas.node.addEventListener('pointerdown', (event) => {
    const at = canvas.at(event);
    const axis = axisAt(at);
    if (axis < 0 || event.button !== 0) return;
    beside.hide();
    dragged = { axis, from: at.y, to: at.y };
    canvas.node.setPointerCapture(event.pointerId);
  });
  canvas.node.addEventListener('pointermove', (event) => {
    const at = canvas.at(event);
    if (!dragged) {
      const near = axisAt(at);
      const axis = near < 0 ? undefined : shown?.axes.at(near);
      return axis ? beside.show(at, [axis.key, `${axis.low} – ${axis.high}`]) : beside.hide();
    }
    dragged.to = at.y;
    canvas.redraw();
  });
  canvas.node.addEventListener('pointerleave', () => beside.hide());
  canvas.node.addEventListener('pointerup', () => {
    const drag = dragged;
    dragged = undefined;
    if (!drag || !shown) return;
    const { table, rows, axes } = shown;
    const height = canvas.node.clientHeight - MARGIN.top - MARGIN.bottom;
    const [low, high] = [drag.from, drag.to].map((y) => 1 - (y - MARGIN.top) / height).sort((a, b) => a - b);
    const { shares } = axes[drag.axis];
    const inside = rows.filter((_, i) => shares[i] >= low && shares[i] <= high);
    onSelect(Math.abs(drag.to - drag.from) < DRAG_PX ? [] : inside.map((row) => table.ids[row]));
  });

  function csv(): string {
    if (!shown) return '';
    const { table, rows, axes } = shown;
    const lines = rows.map((row) => [table.ids[row], ...axes.map(({ key }) => numberOr(table, row, key))]);
    return [['run', ...axes.map(({ key }) => key)], ...lines].map(csvLine).join('');
  }

  function svg(): string {
    const size = { width: canvas.node.clientWidth, height: canvas.node.clientHeight };
    const scale = sequentialScale(-0.4, 1);
    const last = shown?.axes.at(-1);
    const lines = (shown?.rows ?? []).map((_, i) => {
      const points = lineOf(size, i).map(([left, top]) => `${left.toFixed(1)},${top.toFixed(1)}`);
      return `<polyline points="${points.join(' ')}" fill="none" stroke="${scale.color(last?.shares[i] ?? 0)}" stroke-opacity="0.5"/>`;
    });
    const names = (shown?.axes ?? []).map(({ key, low, high }, axis) => {
      const [left, top] = place(size, axis, 1);
      const { x, align } = labelOf(size, axis);
      const text = (y: number, label: string): string =>
        `<text x="${x.toFixed(1)}" y="${y}" text-anchor="${ANCHORS[align]}">${svgText(label)}</text>`;
      return `<path d="M${left} ${top}V${size.height - MARGIN.bottom}" stroke="currentColor"/>${text(top - 6, high)}${text(size.height - MARGIN.bottom + 14, low)}${text(size.height - 6, key)}`;
    });
    const head = `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}" font-family="sans-serif" font-size="11">`;
    return [head, ...lines, ...names, '</svg>', ''].join('\n');
  }

  return {
    section: { id: 'parallel', label: strings.parallel, content: node },
    show(...next) {
      given = next;
      draw();
    },
  };
}

function numberOr(table: RunTable, row: number, key: string): string | number {
  const value = table.value(row, key);
  return typeof value === 'number' ? value : textOf(value);
}

/** Numbers from the least to the greatest, texts at equal distances in their order. */
function axisOf(table: RunTable, rows: readonly number[], key: string): Axis {
  if (table.isNumeric(key)) {
    const values = Float64Array.from(rows, (row) => table.number(row, key));
    const known = values.filter((value) => Number.isFinite(value));
    const [least, most] = known.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]); // prettier-ignore
    const shares = values.map((value) =>
      most > least ? (value - least) / (most - least) : value === least ? 0.5 : NaN,
    );
    return { key, shares, low: valueText(key, least), high: valueText(key, most) };
  }
  const texts = [...new Set(rows.map((row) => textOf(table.value(row, key))))].sort();
  const places = new Map(texts.map((text, i) => [text, texts.length > 1 ? i / (texts.length - 1) : 0.5]));
  const shares = Float64Array.from(rows, (row) => places.get(textOf(table.value(row, key))) ?? NaN);
  return { key, shares, low: texts.at(0) ?? '', high: texts.length > 1 ? (texts.at(-1) ?? '') : '' };
}

/** Of what is wider than its place one end: keys are told from each other by the last of their names. */
function fitting(
  context: CanvasRenderingContext2D,
  text: string,
  room: number,
  kept: 'start' | 'end' = 'start',
): string {
  const width = (shown: string): number => context.measureText(shown).width;
  if (width(text) <= room) return text;
  const cut = (length: number): string =>
    kept === 'start' ? `${text.slice(0, length)}…` : `…${text.slice(text.length - length)}`;
  let length = text.length - 1;
  while (length > 1 && width(cut(length)) > room) length--;
  return cut(length);
}
