// The map as a table: every word or text that is drawn, with its place and what it is coloured by.

import { count, figure } from '../../../protocol/figures';
import { numberColumn } from '../../shared/column';
import { element, show } from '../../shared/element';
import { table, type TableSorting } from '../../shared/table';
import type { MapArea } from '../map/mapArea';
import type { EmbeddingsStrings } from '../strings';
import type { Words } from './words';

export interface WordTableOptions {
  strings: EmbeddingsStrings;
  sorting: TableSorting;
  area: MapArea;
  words(): Words;
  /** Points are texts. */
  areTexts(): boolean;
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

export function wordTable({ strings, sorting, area, words, areTexts, valueOf, onPick }: WordTableOptions): WordTable {
  const rowOf = (index: number): number => area.rows[index];
  const countOf = (index: number): number | undefined => words().count(rowOf(index)) ?? words().line(rowOf(index));
  const place = (title: string, axis: number) => ({
    ...{ id: title, title, numeric: true },
    text: (index: number) => (Number.isNaN(area.coordinate(index, axis)) ? '' : figure(area.coordinate(index, axis))),
    sortBy: (index: number) => (Number.isNaN(area.coordinate(index, axis)) ? '' : area.coordinate(index, axis)),
  });
  const row = numberColumn<number>({ id: 'row', title: strings.row, value: (index) => rowOf(index) + 1, as: count });
  const group = { id: 'group', title: strings.group, least: 10, text: valueOf };
  const axes = [place(strings.x, 0), place(strings.y, 1), place(strings.z, 2)];
  const named = (title: string, least: number) => ({
    ...{ id: 'word', title, least },
    text: (index: number) => words().word(rowOf(index)),
  });
  const counted = (title: string) => ({
    ...{ id: 'count', title, numeric: true },
    text: (index: number) => {
      const value = countOf(index);
      return value === undefined ? '' : count(value);
    },
    sortBy: (index: number) => countOf(index) ?? 0,
  });
  const common = { label: strings.onMap, onPick, ...sorting };
  const ofWords = table<number>({
    ...{ ...common, empty: strings.noWords },
    columns: [row, named(strings.word, 12), counted(strings.count), group, ...axes],
  });
  const ofTexts = table<number>({
    ...{ ...common, empty: strings.noTexts },
    columns: [named(strings.text, 24), counted(strings.lineTitle), { ...group, width: 20 }, ...axes],
  });
  const shown = () => (areTexts() ? ofTexts : ofWords);
  return {
    node: element('div', { class: 'fill words' }, ofWords.node, ofTexts.node),
    draw() {
      show(ofWords.node, !areTexts());
      show(ofTexts.node, areTexts());
      shown().setRows(Array.from({ length: area.count }, (_, index) => index));
    },
    csv: () => shown().csv(),
  };
}
