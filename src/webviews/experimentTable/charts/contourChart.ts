// A figure over two keys that are numbers: colours and lines of equal value between the runs, which are drawn on them.

import { count } from '../../../protocol/figures';
import { METRICS, metricName } from '../../../protocol/metrics';
import { csvLine } from '../../../protocol/csvLine';
import { choiceList } from '../../shared/choiceList';
import { legend, sequentialScale } from '../../shared/colorScale';
import { contour, levelsBetween } from '../../shared/contours';
import { element, liveText, say } from '../../shared/element';
import { picture, type Size } from '../../shared/picture';
import { saveMenu } from '../../shared/saveMenu';
import { onThemeChange, themeColor } from '../../shared/theme';
import { tooltip } from '../../shared/tooltip';
import { twin } from '../../shared/twin';
import { valueText } from '../cells';
import { type RunTable, textOf } from '../runTable';
import { figureChoices, numberChoices } from './chartChoices';
import type { ChartPart, ChartsOptions } from './chartPart';
import { contourTable } from './chartTables';
import { COLUMNS, type ContourPlace, type ContourSurface, contourSurface, ROWS } from './contourSurface';
import { type Area, areaOf, asAmounts, type Axes, axesOf, drawAxes, svgOf, Y_TITLE_ROOM } from './plotArea';

const LINES = 7;
const DOT_PX = 3;
const NEAR_PX = 10;

export function contourChart({ client, strings, save, state, keep, fail, onOpen, onSelect }: ChartsOptions): ChartPart {
  let given: { table: RunTable; rows: readonly number[] } | undefined;
  let surface: ContourSurface | undefined;
  let keys = { figure: '', across: '', up: '' };
  let pointed = -1;
  const told = liveText('note told');
  const note = element('p', { class: 'note', attributes: { role: 'status' } });
  const hint = element('p', { class: 'note', text: strings.contourHint });
  const colors = element('div', { class: 'legend-place' });
  const beside = tooltip();
  const canvas = picture({ label: strings.contourOf, draw: paint });
  const figures = choiceList<string>(strings.figure, (figure) => (keep({ figure }), draw()));
  const across = choiceList<string>(strings.horizontalKey, (key) => (keep({ contour: [key, keys.up] }), draw()));
  const up = choiceList<string>(strings.verticalKey, (key) => (keep({ contour: [keys.across, key] }), draw()));
  const rows = contourTable(strings, { keys: () => keys, onPick: ({ ids: [id] }) => onOpen(id) });
  const place = element('div', { class: 'chart-place' }, canvas.node, beside.node);
  const twins = twin(strings.asTable, { picture: place, table: rows.node });
  const saved = saveMenu<'png' | 'svg' | 'csv'>({
    ...{ strings: save, kinds: ['png', 'svg', 'csv'], save: (request) => client.call('saveFile', request), onFailure: fail }, // prettier-ignore
    content: (kind) => ({
      ...{ name: `${keys.figure} over ${keys.across} and ${keys.up}`, kind },
      content: kind === 'png' ? canvas.png() : kind === 'svg' ? svg() : csv(),
    }),
  });
  const choices = [figures.node, across.node, up.node, twins.toggle.node, saved];
  const tools = element('div', { class: 'row wrap tools' }, ...choices);
  const node = element('div', { class: 'fill chart-part' }, tools, place, rows.node, colors, told, note, hint);
  onThemeChange(drawLegend);

  function draw(): void {
    if (!given) return;
    const { table, rows: shown } = given;
    const [offered, numbers] = [figureChoices(table, shown), numberChoices(table, shown)];
    const one = (list: readonly string[], ...wanted: (string | undefined)[]): string =>
      wanted.find((key) => key !== undefined && list.includes(key)) ?? '';
    const first = one(numbers, state.contour.at(0), numbers.at(0));
    const others = numbers.filter((key) => key !== first);
    keys = { figure: one(offered, state.figure, offered.at(0)), across: first, up: one(others, state.contour.at(1), others.at(0)) }; // prettier-ignore
    const listed = (list: readonly string[]) => list.map((value) => ({ value, label: value }));
    figures.set(listed(offered), keys.figure);
    across.set(listed(numbers), keys.across);
    up.set(listed(others), keys.up);
    surface = keys.up === '' ? undefined : contourSurface(table, shown, keys);
    rows.setRows(surface?.places ?? []);
    pointed = -1;
    say(note, summary());
    drawLegend();
    canvas.redraw();
  }

  /** For those who see no colours, too: where the best place is. */
  function summary(): string {
    if (!surface) return strings.noContour;
    const { places, grid } = surface;
    const runs = places.reduce((sum, { ids }) => sum + ids.length, 0);
    const name = metricName(keys.figure);
    const isLess = name === undefined || METRICS[name].better === 'less';
    const best = places.reduce((a, b) => (b.value < a.value === isLess ? b : a));
    const flat = grid.values.every(Number.isNaN) ? [strings.onLine] : [];
    return [strings.ofPlaces(count(runs), count(places.length)), strings.bestAt(wordsOf(best).join(', ')), ...flat].join(' '); // prettier-ignore
  }

  const valueOf = (value: number): string => valueText(keys.figure, value);
  const scaleOf = ({ least, greatest }: ContourSurface) => sequentialScale(least, greatest);

  function drawLegend(): void {
    const shown = surface;
    colors.replaceChildren(...(shown ? [legend(scaleOf(shown), valueOf, keys.figure)] : []));
  }

  const wordsOf = ({ x, y, value }: Pick<ContourPlace, 'x' | 'y' | 'value'>): string[] => [
    `${keys.across}: ${valueText(keys.across, x)}`,
    `${keys.up}: ${valueText(keys.up, y)}`,
    `${keys.figure}: ${valueOf(value)}`,
  ];

  function pointWords(at: ContourPlace): string[] {
    const row = given?.table.placeOf(at.ids[0]) ?? -1;
    const name = textOf(given?.table.value(row, 'name')) || at.ids[0];
    return [at.ids.length > 1 ? strings.meanOf(name, count(at.ids.length)) : name, ...wordsOf(at)];
  }

  function framed(
    size: Size,
    { x, y }: ContourSurface,
  ): { area: Area; axes: Axes; at: (place: Shares) => [number, number] } {
    const area = areaOf(size, Y_TITLE_ROOM);
    const axes = { ...axesOf(area, { x, y, xTitle: keys.across, format: asAmounts }), yTitle: keys.up };
    const at = (place: Shares): [number, number] => [area.left + place.x * area.width, area.top + (1 - place.y) * area.height]; // prettier-ignore
    return { area, axes, at };
  }

  const sharesOf = ({ x, y }: ContourPlace, shown: ContourSurface): Shares => ({ x: shown.x.share(x), y: shown.y.share(y) }); // prettier-ignore

  function paint(context: CanvasRenderingContext2D, size: Size): void {
    const shown = surface;
    if (!shown) return;
    const { area, axes, at } = framed(size, shown);
    drawAxes(context, area, axes);
    for (const { left, top, width, height, color } of cellsOf(shown, area)) {
      context.fillStyle = color;
      context.fillRect(left, top, width + 0.5, height + 0.5);
    }
    context.strokeStyle = themeColor('descriptionForeground');
    context.globalAlpha = 0.7;
    context.beginPath();
    for (const [x0, y0, x1, y1] of linesOf(shown)) {
      context.moveTo(...at({ x: x0, y: y0 }));
      context.lineTo(...at({ x: x1, y: y1 }));
    }
    context.stroke();
    context.globalAlpha = 1;
    const scale = scaleOf(shown);
    shown.places.forEach((point, i) => {
      const [left, top] = at(sharesOf(point, shown));
      context.beginPath();
      context.arc(left, top, i === pointed ? 2 * DOT_PX : DOT_PX, 0, 2 * Math.PI);
      context.fillStyle = scale.color(point.value);
      context.fill();
      context.strokeStyle = i === pointed ? themeColor('focusBorder') : scale.ink(point.value);
      context.lineWidth = i === pointed ? 2 : 1;
      context.stroke();
    });
    context.lineWidth = 1;
  }

  function cellsOf(shown: ContourSurface, area: Area) {
    const scale = scaleOf(shown);
    const [width, height] = [area.width / COLUMNS, area.height / ROWS];
    return Array.from(shown.grid.values, (value, i) => ({ value, column: i % COLUMNS, row: Math.floor(i / COLUMNS) }))
      .filter(({ value }) => !Number.isNaN(value))
      .map(({ value, column, row }) => ({
        ...{ left: area.left + column * width, top: area.top + area.height - (row + 1) * height },
        ...{ width, height, color: scale.color(value) },
      }));
  }

  function pointAt(event: MouseEvent | undefined): void {
    const before = pointed;
    pointed = -1;
    const shown = surface;
    if (!event || !shown) beside.hide();
    else {
      const place = canvas.at(event);
      const { area, at } = framed({ width: canvas.node.clientWidth, height: canvas.node.clientHeight }, shown);
      let nearest = NEAR_PX;
      shown.places.forEach((point, i) => {
        const [left, top] = at(sharesOf(point, shown));
        const distance = Math.hypot(left - place.x, top - place.y);
        if (distance < nearest) [nearest, pointed] = [distance, i];
      });
      const words = pointed >= 0 ? pointWords(shown.places[pointed]) : betweenWords(shown, { x: (place.x - area.left) / area.width, y: 1 - (place.y - area.top) / area.height }); // prettier-ignore
      if (words.length > 0) beside.show(place, words);
      else beside.hide();
    }
    if (pointed !== before) canvas.redraw();
  }

  /** Nothing beyond the triangles. */
  function betweenWords({ grid, x, y }: ContourSurface, at: Shares): string[] {
    const [column, row] = [Math.floor(at.x * COLUMNS), Math.floor(at.y * ROWS)];
    const isInside = column >= 0 && column < COLUMNS && row >= 0 && row < ROWS;
    const value = isInside ? grid.values[row * COLUMNS + column] : NaN;
    return Number.isNaN(value) ? [] : [strings.interpolated, ...wordsOf({ x: rounded(x.value(at.x)), y: rounded(y.value(at.y)), value })]; // prettier-ignore
  }

  canvas.node.addEventListener('pointermove', pointAt);
  canvas.node.addEventListener('pointerleave', () => pointAt(undefined));
  canvas.node.addEventListener('click', (event) => {
    const ids = pointed < 0 ? undefined : surface?.places.at(pointed)?.ids;
    if (!ids) return;
    if (event.ctrlKey || event.metaKey || ids.length > 1) onSelect(ids);
    else onOpen(ids[0]);
  });
  canvas.node.addEventListener('keydown', (event) => {
    const { places = [] } = surface ?? {};
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (by !== undefined && places.length > 0) {
      pointed = pointed < 0 ? (by > 0 ? 0 : places.length - 1) : (pointed + by + places.length) % places.length;
      say(told, pointWords(places[pointed]).join(' · '));
      canvas.redraw();
    } else if (event.key === 'Enter' && pointed >= 0) onOpen(places[pointed].ids[0]);
    else return;
    event.preventDefault();
  });

  function csv(): string {
    const { table } = given ?? {};
    const found = (surface?.places ?? []).flatMap(({ x, y, ids }) =>
      ids.map((id) => [id, x, y, table?.number(table.placeOf(id) ?? -1, keys.figure) ?? '']),
    );
    return [['run', keys.across, keys.up, keys.figure], ...found].map(csvLine).join('');
  }

  function svg(): string {
    const shown = surface;
    if (!shown) return '';
    const size = { width: canvas.node.clientWidth, height: canvas.node.clientHeight };
    const { area, axes, at } = framed(size, shown);
    const fixed = (...values: number[]): string[] => values.map((value) => value.toFixed(1));
    const scale = scaleOf(shown);
    const cells = cellsOf(shown, area).map(({ left, top, width, height, color }) => {
      const [x, y, w, h] = fixed(left, top, width + 0.5, height + 0.5);
      return `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${color}"/>`;
    });
    const lines = linesOf(shown).map(([x0, y0, x1, y1]) => {
      const [from, to] = [at({ x: x0, y: y0 }), at({ x: x1, y: y1 })].map((end) => fixed(...end).join(' '));
      return `M${from}L${to}`;
    });
    const dots = shown.places.map((point) => {
      const [cx, cy] = fixed(...at(sharesOf(point, shown)));
      return `<circle cx="${cx}" cy="${cy}" r="${DOT_PX}" fill="${scale.color(point.value)}" stroke="${scale.ink(point.value)}"/>`;
    });
    const path = `<path d="${lines.join('')}" fill="none" stroke="${themeColor('descriptionForeground')}" stroke-opacity="0.7"/>`;
    return svgOf(size, area, axes, [...cells, path, ...dots]);
  }

  return {
    section: { id: 'contour', label: strings.contour, content: node },
    show(table, chosen, all) {
      given = { table, rows: chosen.length > 2 ? chosen : all };
      draw();
    },
  };
}

interface Shares {
  x: number;
  y: number;
}

const DIGITS = 3;
const rounded = (value: number): number => Number(value.toPrecision(DIGITS));

const linesOf = ({ grid, least, greatest }: ContourSurface) =>
  levelsBetween([least, greatest], LINES).flatMap((level) => contour(grid, level));
