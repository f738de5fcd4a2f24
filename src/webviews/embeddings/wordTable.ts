// The map as a table: every word that is drawn, with its place and what it is coloured by.

import { count, figure } from '../../protocol/figures';
import { element } from '../shared/element';
import { table } from '../shared/table';
import type { EmbeddingsStrings } from './strings';

export interface WordTableOptions {
  strings: EmbeddingsStrings;
  /** All by the index of the point. */
  rowOf(index: number): number;
  wordOf(index: number): string;
  countOf(index: number): number | undefined;
  lineOf(index: number): number | undefined;
  valueOf(index: number): string;
  coordinate(index: number, axis: number): number;
  onPick(index: number): void;
}

export interface WordTable {
  node: HTMLElement;
  setCount(points: number): void;
  csv(): string;
}

export function wordTable(options: WordTableOptions): WordTable {
  const { strings, rowOf, wordOf, countOf, lineOf, valueOf, coordinate, onPick } = options;
  const optional = (value: number | undefined): string => (value === undefined ? '' : count(value));
  const place = (title: string, axis: number) => ({
    ...{ id: title, title, numeric: true },
    text: (index: number) => (Number.isNaN(coordinate(index, axis)) ? '' : figure(coordinate(index, axis))),
    sortBy: (index: number) => (Number.isNaN(coordinate(index, axis)) ? '' : coordinate(index, axis)),
  });
  const words = table<number>({
    label: strings.onMap,
    empty: strings.noWords,
    columns: [
      {
        ...{ id: 'row', title: strings.row, numeric: true },
        text: (index) => count(rowOf(index) + 1),
        sortBy: (index) => rowOf(index) + 1,
      },
      { id: 'word', title: strings.word, least: 12, text: wordOf },
      {
        ...{ id: 'count', title: strings.count, numeric: true },
        text: (index) => optional(countOf(index) ?? lineOf(index)),
        sortBy: (index) => countOf(index) ?? lineOf(index) ?? 0,
      },
      { id: 'group', title: strings.group, least: 10, text: valueOf },
      place(strings.x, 0),
      place(strings.y, 1),
      place(strings.z, 2),
    ],
    onPick,
  });
  return {
    node: element('div', { class: 'fill words' }, words.node),
    setCount: (points) => words.setRows(Array.from({ length: points }, (_, index) => index)),
    csv: () => words.csv(),
  };
}
