// A tensor as a heat map of one of its matrices: the whole, rows and columns left out evenly where there are too many, or each row and column
// around a cell that a person chose.

import { count, figure } from '../../../protocol/figures';
import type { PartQuestion, TensorPart } from '../../../protocol/tensors';
import { legend } from '../colorScale';
import { button, numberField } from '../controls';
import { element, say, show } from '../element';
import { matrixTable } from '../matrixTable';
import { type NamedMatrix, tensorMap } from '../tensorMap';
import { onThemeChange } from '../theme';
import { twin } from '../twin';
import type { TensorStrings } from './strings';

export interface TensorPictureOptions {
  strings: TensorStrings;
  /** The table of numbers is in the picture's place. */
  asTable: boolean;
  onTable(asTable: boolean): void;
  /** Another part is wanted. */
  onPart(part: PartQuestion): void;
}

export interface TensorPicture {
  node: HTMLElement;
  /** A part that was asked for; undefined: none. */
  show(name: string, part: TensorPart | undefined, asked: PartQuestion): void;
  png(): string | undefined;
}

export const WHOLE: PartQuestion = { matrix: 0, row: -1, column: -1 };

const LEAST_PX = 3;

export function tensorPicture({ strings, asTable, onTable, onPart }: TensorPictureOptions): TensorPicture {
  let part: TensorPart | undefined;
  let asked = WHOLE;
  let matrix: NamedMatrix | undefined;
  let cell: { row: number; column: number } | undefined;
  const map = tensorMap({
    leastPx: LEAST_PX,
    onCell(row, column) {
      cell = part && { row: part.rows[row], column: part.columns[column] };
      show(closer, part !== undefined && isThinned(part));
    },
  });
  const closer = button({
    ...{ label: strings.closer, hint: strings.closerHint },
    onClick: () => cell && onPart({ ...asked, ...cell }),
  });
  const whole = button({ label: strings.whole, onClick: () => onPart({ ...WHOLE, matrix: asked.matrix }) });
  const table = element('div', { class: 'scroll numbers' });
  const pair = twin(
    strings.numbers,
    { picture: map.node, table },
    { asTable, onChange: (next) => (onTable(next), drawTable()) },
  );
  const choice = element('span', { class: 'row' });
  const note = element('p', { class: 'note' });
  const key = element('div');
  const tools = element('div', { class: 'row choices' }, choice, closer, whole, pair.toggle.node);
  const node = element('div', { class: 'fill tensor' }, tools, note, key, map.node, table);

  function drawKey(): void {
    const { scale } = map;
    const isWhole = matrix?.values.every(Number.isFinite) ?? true;
    key.replaceChildren(...(scale ? [legend(scale, figure, isWhole ? '' : strings.notFinite)] : []));
  }

  function drawTable(): void {
    table.replaceChildren(...(matrix && pair.isTable ? [matrixTable(strings.numbers, matrix)] : []));
  }

  function drawChoice(matrices: number): void {
    const field = numberField({
      ...{ label: strings.matrix, value: asked.matrix + 1, least: 1, most: matrices },
      onChange: (value) => onPart({ ...asked, matrix: value - 1 }),
    });
    field.title = strings.matrixHint(count(matrices));
    choice.replaceChildren(field);
    show(choice, matrices > 1);
  }

  onThemeChange(drawKey); // after the map, whose scale it tells
  return {
    node,
    show(name, next, question) {
      part = next;
      asked = question;
      cell = undefined;
      matrix = next && named(next, strings);
      show(closer, false);
      show(whole, question.row >= 0);
      map.show(matrix, strings.map(name));
      say(note, next ? noteOf(next, question, strings) : '');
      drawChoice(next?.matrices ?? 0);
      drawKey();
      drawTable();
    },
    png: () => (matrix ? map.png() : undefined),
  };
}

/** Some rows or columns between those that are drawn are not. */
const isThinned = ({ rows, columns, height, width }: TensorPart): boolean =>
  (rows.length < height && rows[rows.length - 1] - rows[0] >= rows.length) ||
  (columns.length < width && columns[columns.length - 1] - columns[0] >= columns.length);

const named = ({ rows, columns, values }: TensorPart, strings: TensorStrings): NamedMatrix => ({
  rows: Array.from(rows, (number) => strings.row(count(number))),
  columns: Array.from(columns, (number) => strings.column(count(number))),
  values,
});

function noteOf({ rows, columns, height, width }: TensorPart, { row }: PartQuestion, strings: TensorStrings): string {
  if (rows.length === height && columns.length === width) return strings.all(count(height), count(width));
  const ends = (places: Int32Array): string => `${count(places[0])}–${count(places[places.length - 1])}`;
  if (row >= 0) return strings.part(ends(rows), count(height), ends(columns), count(width));
  return strings.sampled(count(rows.length), count(height), count(columns.length), count(width));
}
