// The pointer over the tokens of the head view: hovering tells where a token looks most, a click chooses it.

import type { Picture } from '../shared/picture';
import { tooltip } from '../shared/tooltip';
import { type Layout, type Point, pointIn, strongestOf } from './linesLayout';
import type { Cell, MapData } from './mapData';

export interface TokenPointerOptions {
  view: Picture;
  /** What has been drawn, and where; undefined: nothing yet. */
  drawn(): { data: MapData; layout: Layout } | undefined;
  /** Lines for the tooltip. */
  describe(cell: Cell): string[];
  onSelect(cell: Cell | undefined): void;
}

export interface TokenPointer {
  /** The token under the pointer. */
  readonly point: Point | undefined;
}

export function tokenPointer({ view, drawn, describe, onSelect }: TokenPointerOptions): TokenPointer {
  const { node } = view;
  let point: Point | undefined;
  const hint = tooltip();
  node.append(hint.node);

  function find(event: MouseEvent): { point?: Point; best?: Cell } {
    const shown = drawn();
    const found = shown && pointIn(shown.layout, shown.data, view.at(event));
    return found ? { point: found, best: strongestOf(found, shown.data.matrix) } : {};
  }

  node.addEventListener('pointermove', (event) => {
    const { point: next, best } = find(event);
    const isOther = next?.side !== point?.side || next?.index !== point?.index;
    point = next;
    node.style.cursor = next ? 'pointer' : '';
    if (best) hint.show(view.at(event), describe(best));
    else hint.hide();
    if (isOther) view.redraw();
  });
  node.addEventListener('pointerleave', () => {
    point = undefined;
    hint.hide();
    view.redraw();
  });
  node.addEventListener('click', (event) => onSelect(find(event).best));
  return {
    get point() {
      return point;
    },
  };
}
