// The heads as a table of figures, and where one row looks, as a table.

import { count, figure } from '../../protocol/figures';
import { element, say } from '../shared/element';
import { table } from '../shared/table';
import type { Head } from './headGrid';
import type { HeadFigures } from './headFigures';
import type { RowEntry } from './cellsTable';
import type { AttentionStrings } from './strings';

export function figuresTable(
  strings: AttentionStrings,
  onPick: (head: Head) => void,
): { node: HTMLElement; show(heads: readonly Head[]): void } {
  const column = (id: keyof HeadFigures) => ({
    ...{ id, title: strings[id], hint: strings[`${id}Hint`], numeric: true, width: 11 },
    text: ({ figures }: Head) => figure(figures[id]),
    sortBy: ({ figures }: Head) => figures[id],
  });
  const heads = table<Head>({
    label: strings.figures,
    empty: strings.noWeights,
    columns: [
      {
        id: 'head',
        title: strings.headChoice,
        least: 8,
        text: ({ layer, head }) => `${layer + 1}·${head + 1}`,
        sortBy: ({ layer, head }) => layer * 1000 + head,
      },
      ...[column('entropy'), column('distance'), column('diagonality')],
    ],
    onPick,
  });
  return { node: element('div', { class: 'fill' }, heads.node), show: (all) => heads.setRows(all) };
}

export function rowTable(strings: AttentionStrings): {
  node: HTMLElement;
  show(row: { token: string; entries: RowEntry[] } | undefined): void;
} {
  const heading = element('p', { class: 'note' });
  const entries = table<RowEntry>({
    label: strings.row,
    empty: strings.noRow,
    columns: [
      {
        id: 'column',
        title: strings.place,
        numeric: true,
        text: ({ column }) => count(column + 1),
        sortBy: ({ column }) => column,
      },
      { id: 'token', title: strings.token, text: ({ token }) => token },
      {
        ...{ id: 'weight', title: strings.weight, hint: strings.weightHint, numeric: true },
        text: ({ weight }) => figure(weight),
        sortBy: ({ weight }) => weight,
      },
      {
        ...{ id: 'sum', title: strings.sum, hint: strings.sumHint, numeric: true },
        text: ({ sum }) => figure(sum),
        sortBy: ({ sum }) => sum,
      },
    ],
  });
  return {
    node: element('div', { class: 'fill' }, heading, entries.node),
    show(row) {
      say(heading, row ? strings.looksAt(row.token) : '');
      entries.setRows(row?.entries ?? []);
    },
  };
}
