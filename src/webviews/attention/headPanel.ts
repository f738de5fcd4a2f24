// The panel at the side: all heads to choose from, their figures, and where the chosen row looks.

import { sequentialScale } from '../shared/colorScale';
import { dropdown } from '../shared/controls';
import { element } from '../shared/element';
import { sidePanel, type SidePanel } from '../shared/sidePanel';
import { type Head, headGrid, type HeadOrder } from './headGrid';
import { figuresTable, rowTable } from './headTables';
import type { PaneMaps } from './paneMaps';
import type { AttentionStrings } from './strings';
import type { AttentionState } from './viewState';

const ORDERS = ['layer', 'entropy', 'distance', 'diagonality'] as const satisfies readonly HeadOrder[];

export interface HeadPanelOptions {
  strings: AttentionStrings;
  state: Readonly<AttentionState>;
  keep(change: Partial<AttentionState>): void;
  onChoose(head: Head, isAdded: boolean): void;
  onOrder(order: HeadOrder): void;
}

export interface HeadPanel extends Pick<SidePanel, 'node' | 'toggle'> {
  draw(heads: readonly Head[], chosen: readonly Head[]): void;
  drawRow(row: PaneMaps['row']): void;
  /** The theme has other colours: the next drawing makes all of it anew. */
  forget(): void;
}

export function headPanel({ strings, state, keep, onChoose, onOrder }: HeadPanelOptions): HeadPanel {
  const grid = headGrid({ strings, scale: sequentialScale, onChoose });
  const figures = figuresTable(strings, (head) => onChoose(head, false));
  const rows = rowTable(strings);
  const orders = ORDERS.map((value) => ({ value, label: strings.orders[value] }));
  const order = element('span', { class: 'row' }, dropdown(strings.order, orders, state.order, onOrder));
  const heads = element('div', {}, order, element('p', { class: 'note', text: strings.headsHint }), grid.node);
  const { node, toggle } = sidePanel({
    ...{ button: strings.heads, label: strings.sections, sash: strings.sash, state, keep },
    parts: [
      { id: 'heads', label: strings.heads, content: heads },
      { id: 'figures', label: strings.figures, content: figures.node },
      { id: 'row', label: strings.row, content: rows.node },
    ],
  });
  return {
    node,
    toggle,
    draw(all, chosen) {
      grid.show(all, state.order, chosen);
      figures.show(all);
    },
    drawRow: (row) => rows.show(row),
    forget: () => grid.show([], state.order, []),
  };
}
