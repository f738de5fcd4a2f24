// The pictures of a pane, one of which is shown at a time, with the scale or the colours they are in; and what is saved of
// them.

import { figure } from '../../protocol/figures';
import { categoryColor, type ColorScale, legend, sequentialScale } from '../shared/colorScale';
import { element, show } from '../shared/element';
import { themeColor } from '../shared/theme';
import { cellRows, cellsTable } from './cellsTable';
import { headLines, type HeadLines } from './headLines';
import { heatMap } from './heatMap';
import { isDashed } from './lineDrawing';
import type { Cell, MapData } from './mapData';
import type { AttentionStrings } from './strings';
import { linesSvg, mapSvg } from './svg';
import { largestOf } from './weights';

export type Mode = 'map' | 'lines' | 'table';

export interface PanePicturesOptions {
  strings: AttentionStrings;
  /** Lines for the tooltip. */
  describe(cell: Cell): string[];
  onSelect(cell: Cell | undefined): void;
  /** Lines in sight have been drawn. */
  onDrawn(): void;
}

export interface PanePictures extends Pick<HeadLines, 'counts'> {
  nodes: HTMLElement[];
  /** The legend. */
  key: HTMLElement;
  /** `data`: undefined where there is nothing to show. */
  draw(mode: Mode, data: MapData | undefined, cell: Cell | undefined): void;
  /** Another cell of what is drawn. */
  mark(cell: Cell | undefined): void;
  /** Of what is shown; undefined where there is nothing, where it is a table, or where there is too much of it. */
  png(): string | undefined;
  svg(): string | undefined;
  csv(): string | undefined;
}

export function panePictures({ strings, describe, onSelect, onDrawn }: PanePicturesOptions): PanePictures {
  let data: MapData | undefined;
  let mode: Mode = 'map';
  let scale = sequentialScale(0, 1);
  const options = { scale: () => scale, describe, onSelect };
  const map = heatMap({ ...options, label: strings.picture(strings.map) });
  const lines = headLines({ ...options, label: strings.picture(strings.lines), onDrawn });
  const cells = cellsTable(strings, { data: () => data, onPick: onSelect });
  const nodes: Record<Mode, HTMLElement> = { map: map.node, lines: lines.node, table: cells.node };
  const key = element('div', { class: 'key' });
  const shown = (): typeof map | undefined => (mode === 'map' ? map : mode === 'lines' ? lines : undefined);

  function draw(nextMode: Mode, next: MapData | undefined, cell: Cell | undefined): void {
    [mode, data] = [nextMode, next];
    for (const one of ['map', 'lines', 'table'] as const) show(nodes[one], data !== undefined && mode === one);
    if (!data) return key.replaceChildren();
    scale = sequentialScale(0, largestOf(data.matrix) || 1);
    if (mode === 'table') cells.setRows(cellRows(data));
    else shown()?.show(data, cell);
    key.replaceChildren(mode === 'lines' ? headKey(data) : legend(scale, figure, strings.legend));
  }

  return {
    nodes: Object.values(nodes),
    key,
    get counts() {
      return lines.counts;
    },
    draw,
    mark(cell) {
      if (data) shown()?.show(data, cell);
    },
    png: () => data && shown()?.png(),
    svg: () => data && svgOf(data, mode, scale),
    csv() {
      if (!data) return undefined;
      cells.setRows(cellRows(data));
      return cells.csv();
    },
  };
}

/** Of a table the map. */
function svgOf(data: MapData, mode: Mode, scale: ColorScale): string | undefined {
  const colors = {
    background: themeColor('editor-background'),
    foreground: themeColor('foreground'),
    cell: (weight: number) => scale.color(weight),
    head: categoryColor,
  };
  return mode === 'lines' ? linesSvg(data, colors) : mapSvg(data, colors);
}

/** Which colour is which head. */
function headKey({ heads }: MapData): HTMLElement {
  const entries = heads.map(({ name }, i) => {
    const line = element('i', { class: 'line' });
    line.style.borderTopColor = categoryColor(i);
    line.classList.toggle('dashed', isDashed(i));
    return element('span', { class: 'head' }, line, element('span', { text: name }));
  });
  return element('p', { class: 'legend' }, ...entries);
}
