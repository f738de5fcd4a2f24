// The keys of a picture of cells: arrows go from cell to cell, Escape leaves, + and − zoom.

import { zoomOfKey } from '../shared/zooming';
import { type Cell, type MapData, movedCell } from './mapData';

export interface CellKeysOptions {
  data(): MapData | undefined;
  cell(): Cell | undefined;
  onSelect(cell: Cell | undefined): void;
  onZoom(factor: number): void;
}

export function handleCellKeys(node: HTMLElement, { data, cell, onSelect, onZoom }: CellKeysOptions): void {
  node.addEventListener('keydown', (event) => {
    const shown = data();
    if (!shown) return;
    const next = movedCell(event.key, cell(), shown.matrix.rows, shown.matrix.columns);
    const factor = zoomOfKey(event.key);
    if (next) onSelect(next);
    else if (event.key === 'Escape') onSelect(undefined);
    else if (factor !== undefined) onZoom(factor);
    else return;
    event.preventDefault();
  });
}
