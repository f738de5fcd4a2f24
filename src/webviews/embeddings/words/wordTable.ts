// The map as a table: every word that is drawn, with its place and what it is coloured by.

import { count, figure } from '../../../protocol/figures';
import { numberColumn } from '../../shared/column';
import { element } from '../../shared/element';
import { table, type TableSorting } from '../../shared/table';
import type { MapArea } from '../map/mapArea';
import type { EmbeddingsStrings } from '../strings';
import type { Words } from './words';

export interface WordTableOptions {
  strings: EmbeddingsStrings;
  sorting: TableSorting;
  area: MapArea;
  words(): Words;
  /** What a point is coloured by, in words. */
  valueOf(index: number): string;
  onPick(index: number): void;
}

export interface WordTable {
  node: HTMLElement;
  /** Other points, or their words are known now. */
  draw(): void;
  csv(): string;
}

export function wordTable({ strings, sorting, area, words, valueOf, onPick }: WordTableOptions): WordTable {
  const rowOf = (index: number): number => area.rows[index];
  const countOf = (index: number): number | undefined => words().count(rowOf(index)) ?? words().line(rowOf(index));
  const place = (title: string, axis: number) => ({
    ...{ id: title, title, numeric: true },
    text: (index: number) => (Number.isNaN(area.coordinate(index, axis)) ? '' : figure(area.coordinate(index, axis))),
    sortBy: (index: number) => (Number.isNaN(area.coordinate(index, axis)) ? '' : area.coordinate(index, axis)),
  });
  const points = table<number>({
    label: strings.onMap,
    empty: strings.noWords,
    columns: [
      numberColumn({ id: 'row', title: strings.row, value: (index) => rowOf(index) + 1, as: count }),
      { id: 'word', title: strings.word, least: 12, text: (index) => words().word(rowOf(index)) },
      {
        ...{ id: 'count', title: strings.count, numeric: true },
        text: (index) => {
          const value = countOf(index);
          return value === undefined ? '' : count(value);
        },
        sortBy: (index) => countOf(index) ?? 0,
      },
      { id: 'group', title: strings.group, least: 10, text: valueOf },
      place(strings.x, 0),
      place(strings.y, 1),
      place(strings.z, 2),
    ],
    onPick,
    ...sorting,
  });
  return {
    node: element('div', { class: 'fill words' }, points.node),
    draw: () => points.setRows(Array.from({ length: area.count }, (_, index) => index)),
    csv: () => points.csv(),
  };
}
