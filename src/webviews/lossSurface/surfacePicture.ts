// The picture of the loss around paths: colours, lines of equal loss, and the ways of the trainings over them.

import { figure } from '../../protocol/figures';
import type { LossSurface } from '../../protocol/lossSurface';
import { chosenCell } from '../shared/chosenCell';
import { categoryColor, sequentialScale } from '../shared/colorScale';
import { colorRange, contour, levelsBetween } from '../shared/contours';
import { element, liveText } from '../shared/element';
import { picture, type Size } from '../shared/picture';
import { themeColor } from '../shared/theme';
import type { LossSurfaceStrings } from './strings';

export interface SurfacePicture {
  node: HTMLElement;
  draw(surface: LossSurface): void;
  png(): string;
}

const LINES = 9;
const DOT_PX = 2.5;
const END_PX = 5;
const DASHES: readonly number[][] = [[], [6, 4], [2, 3]];

export function surfacePicture(strings: LossSurfaceStrings): SurfacePicture {
  let shown: LossSurface | undefined;
  const told = liveText('note told');
  const drawing = picture({ label: strings.picture, draw: (context, size) => shown && paint(context, size, shown) });
  const chosen = chosenCell({
    ...{ drawing, told, isUpward: true },
    cells: () => shown && { rows: shown.y.length, columns: shown.x.length },
    cellAt: ({ x, y }, { width, height }) =>
      shown && { row: Math.floor((1 - y / height) * shown.y.length), column: Math.floor((x / width) * shown.x.length) },
    words: ({ row, column }) =>
      shown
        ? strings.at(figure(shown.x[column]), figure(shown.y[row]), figure(shown.losses[row * shown.x.length + column]))
        : '',
  });

  function paint(context: CanvasRenderingContext2D, size: Size, surface: LossSurface): void {
    const { x, y, losses, paths } = surface;
    const place = placesIn(size, surface);
    const range = colorRange(losses);
    const scale = sequentialScale(...range);
    const [across, down] = [size.width / x.length, size.height / y.length];
    for (let row = 0; row < y.length; row++)
      for (let column = 0; column < x.length; column++) {
        const value = losses[row * x.length + column];
        if (Number.isNaN(value)) continue;
        context.fillStyle = scale.color(value);
        const [left, bottom] = [column * across, size.height - row * down];
        context.fillRect(left, bottom - down, across + 0.5, down + 0.5);
      }
    context.strokeStyle = themeColor('descriptionForeground');
    context.globalAlpha = 0.6;
    for (const level of levelsBetween(range, LINES)) {
      context.beginPath();
      for (const [x0, y0, x1, y1] of contour({ x, y, values: losses }, level)) {
        context.moveTo(...place(x0, y0));
        context.lineTo(...place(x1, y1));
      }
      context.stroke();
    }
    context.globalAlpha = 1;
    paths.forEach(({ points }, i) =>
      paintWay(
        context,
        points.map((point) => place(point.x, point.y)),
        i,
      ),
    );
    const { cell } = chosen;
    if (cell) {
      context.strokeStyle = themeColor('focusBorder');
      context.lineWidth = 2;
      context.strokeRect(cell.column * across, size.height - (cell.row + 1) * down, across, down);
      context.lineWidth = 1;
    }
  }

  return {
    node: element('figure', { class: 'surface-picture' }, drawing.node, told),
    draw(surface) {
      shown = surface;
      chosen.leave();
    },
    png: () => drawing.png(),
  };
}

/** From the plane to the picture: each point of the grid is the middle of its square, y upwards. */
function placesIn({ width, height }: Size, { x, y }: LossSurface): (x: number, y: number) => [number, number] {
  const share = (value: number, line: readonly number[]): number =>
    (((value - line[0]) / (line[line.length - 1] - line[0])) * (line.length - 1) + 0.5) / line.length;
  return (atX, atY) => [width * share(atX, x), height * (1 - share(atY, y))];
}

/** A line with a dot at each place; the end is a ring. Below it a wider one in the colour of the background keeps it apart from colours. */
function paintWay(context: CanvasRenderingContext2D, places: readonly [number, number][], index: number): void {
  const line = (color: string, width: number, dashes: number[]): void => {
    context.strokeStyle = color;
    context.lineWidth = width;
    context.setLineDash(dashes);
    context.beginPath();
    places.forEach(([left, top], i) => (i === 0 ? context.moveTo(left, top) : context.lineTo(left, top)));
    context.stroke();
    context.setLineDash([]);
  };
  const disc = ([left, top]: readonly [number, number], radius: number, color: string): void => {
    context.fillStyle = color;
    context.beginPath();
    context.arc(left, top, radius, 0, 2 * Math.PI);
    context.fill();
  };
  const [color, background] = [categoryColor(index), themeColor('editor-background')];
  line(background, 5, []);
  line(color, 2, DASHES[index % DASHES.length]);
  for (const place of places) disc(place, DOT_PX, color);
  const end = places.at(-1);
  if (end) {
    disc(end, END_PX + 2, background);
    disc(end, END_PX, color);
  }
  context.lineWidth = 1;
}

/** How the ways are told apart. */
export function waysKey({ paths }: LossSurface, strings: LossSurfaceStrings): HTMLElement {
  const items = paths.map(({ name }, i) => {
    const key = element('span', { class: `key ${['line', 'dashes', 'dots'][i % DASHES.length]}` });
    key.style.color = categoryColor(i);
    return element('li', {}, key, element('span', { text: name }));
  });
  return element('ul', { class: 'ways', attributes: { 'aria-label': strings.ways } }, ...items);
}
