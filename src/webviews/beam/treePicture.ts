// The tree on a canvas: a column for each step, a row for each hypothesis. Only what is in sight is drawn.

import { figure, share } from '../../protocol/figures';
import { picture } from '../shared/picture';
import { themeColor } from '../shared/theme';
import { tooltip } from '../shared/tooltip';
import {
  type Box,
  boxOf,
  boxOfFold,
  COLUMN_PX,
  curve,
  type Fold,
  isDropped,
  markOf,
  PAD_PX,
  pathTo,
  type PlacedNode,
  type PlacedTree,
  ROW_PX,
  sizeOf,
} from './tree';
import { treeSvg } from './treeSvg';

export interface TreePicture {
  node: HTMLElement;
  show(tree: PlacedTree | undefined, chosen: PlacedNode | undefined): void;
  /** Brings a node into sight. */
  reveal(node: PlacedNode): void;
  png(): string;
  /** The whole tree; undefined where there is none, or too much of it. */
  svg(): string | undefined;
}

export interface TreePictureOptions {
  label: string;
  describe(node: PlacedNode): string[];
  onChoose(node: PlacedNode | undefined): void;
  /** A click on the line below dropped children: all of them, or few again. */
  onFold(parent: PlacedNode): void;
  rootText: string;
  foldText(fold: Fold): string;
}

export function treePicture({
  label,
  describe,
  onChoose,
  onFold,
  rootText,
  foldText,
}: TreePictureOptions): TreePicture {
  let tree: PlacedTree | undefined;
  let chosen: PlacedNode | undefined;
  let zoom = 1;
  let shift = { x: 0, y: 0 };
  /** Size of the picture when it was drawn last, px. */
  let drawn = { width: 0, height: 0 };
  let grabbed: { x: number; y: number; moved: boolean } | undefined;
  const view = picture({ label, draw });
  const hint = tooltip();
  view.node.append(hint.node);

  function limit(): void {
    if (!tree) return;
    const { width, height } = sizeOf(tree);
    shift = {
      x: Math.min(0, Math.max(shift.x, view.node.clientWidth - width * zoom)),
      y: Math.min(0, Math.max(shift.y, view.node.clientHeight - height * zoom)),
    };
  }

  function draw(context: CanvasRenderingContext2D, { width, height }: { width: number; height: number }): void {
    if (!tree || width === 0 || height === 0) return;
    // A chosen node stays in sight where the picture becomes smaller.
    if (chosen && (width < drawn.width || height < drawn.height)) reveal(chosen);
    drawn = { width, height };
    limit();
    const { fontFamily, fontSize } = getComputedStyle(document.body);
    const size = Number.parseFloat(fontSize) || 13;
    const mono =
      getComputedStyle(document.documentElement).getPropertyValue('--vscode-editor-font-family') || 'monospace';
    context.translate(shift.x, shift.y);
    context.scale(zoom, zoom);
    context.textBaseline = 'middle';
    const path = new Set(chosen ? pathTo(chosen) : []);
    const seen = ({ x, y }: Box): boolean =>
      (x + COLUMN_PX) * zoom + shift.x > 0 &&
      x * zoom + shift.x < width &&
      (y + ROW_PX) * zoom + shift.y > 0 &&
      y * zoom + shift.y < height;
    for (const fold of tree.folds) {
      const place = boxOfFold(fold);
      drawEdge(context, fold.parent, place, { width: 0.75, isFaint: true, isOnPath: false });
      if (!seen(place)) continue;
      context.font = `${size - 2}px ${fontFamily}`;
      context.fillStyle = themeColor('textLink-foreground');
      context.fillText(foldText(fold), place.x + 6, place.y + place.height / 2);
    }
    for (const node of tree.all) {
      if (!node.parent) continue;
      const isOnPath = path.has(node);
      const edge = { width: 0.75 + 4 * Math.exp(node.node.logProbability), isFaint: isDropped(node.node), isOnPath };
      drawEdge(context, node.parent, boxOf(node), edge);
    }
    for (const node of tree.all) {
      const place = boxOf(node);
      if (!seen(place)) continue;
      const faded = isDropped(node.node);
      context.fillStyle = themeColor('editor-background');
      context.fillRect(place.x, place.y, place.width, place.height);
      context.strokeStyle = themeColor(
        node === chosen ? 'focusBorder' : path.has(node) ? 'charts-blue' : 'panel-border',
        'contrastBorder',
      );
      context.lineWidth = node === chosen ? 2 : 1;
      context.setLineDash(faded ? [3, 3] : []);
      context.strokeRect(place.x + 0.5, place.y + 0.5, place.width, place.height);
      context.setLineDash([]);
      const { logProbability, score, parent } = node.node;
      const probability = share(Math.exp(logProbability));
      const small = `${size - 2}px ${fontFamily}`;
      const line = faded ? place.y + place.height / 2 + 1 : place.y + 10;
      context.font = small;
      const mark = faded ? `${probability} ${markOf(node.node)}` : markOf(node.node);
      const room = place.width - (parent < 0 ? 8 : 16) - context.measureText(mark).width;
      // What became of it: its place in the outputs, or a cross.
      context.textAlign = 'right';
      context.fillStyle = themeColor(node.node.output === undefined ? 'descriptionForeground' : 'foreground');
      context.fillText(mark, place.x + place.width - 5, line);
      context.textAlign = 'left';
      context.font = `${faded ? size - 1 : size}px ${mono}`;
      context.fillStyle = themeColor(faded ? 'descriptionForeground' : 'foreground');
      context.fillText(cut(context, tokenOf(node), room), place.x + 6, parent < 0 ? place.y + place.height / 2 : line);
      if (faded || parent < 0) continue;
      context.font = small;
      context.fillStyle = themeColor('descriptionForeground');
      context.fillText(`${probability} · ${figure(score)}`, place.x + 6, place.y + 25);
    }
  }

  function drawEdge(
    context: CanvasRenderingContext2D,
    parent: PlacedNode,
    to: Box,
    { width, isFaint, isOnPath }: { width: number; isFaint: boolean; isOnPath: boolean },
  ): void {
    const [start, first, second, end] = curve(parent, to);
    context.strokeStyle = themeColor(isOnPath ? 'charts-blue' : 'descriptionForeground');
    context.globalAlpha = isFaint && !isOnPath ? 0.35 : 0.9;
    context.lineWidth = width;
    context.beginPath();
    context.moveTo(...(start as [number, number]));
    context.bezierCurveTo(
      ...(first as [number, number]),
      ...(second as [number, number]),
      ...(end as [number, number]),
    );
    context.stroke();
    context.globalAlpha = 1;
  }

  const tokenOf = ({ node }: PlacedNode): string => (node.parent < 0 ? rootText : node.token.replace(/ /g, '␣'));

  function at<T>(event: MouseEvent, all: readonly T[], box: (one: T) => Box): T | undefined {
    const place = view.at(event);
    const [x, y] = [(place.x - shift.x) / zoom, (place.y - shift.y) / zoom];
    return all.find((one) => {
      const { x: left, y: top, width, height } = box(one);
      return x >= left && x <= left + width && y >= top && y <= top + height;
    });
  }

  const nodeAt = (event: MouseEvent): PlacedNode | undefined => tree && at(event, tree.all, boxOf);
  const foldAt = (event: MouseEvent): Fold | undefined => tree && at(event, tree.folds, boxOfFold);

  function zoomBy(factor: number, at: { x: number; y: number }): void {
    const next = Math.max(0.3, Math.min(2, zoom * factor));
    shift = { x: at.x - ((at.x - shift.x) * next) / zoom, y: at.y - ((at.y - shift.y) * next) / zoom };
    zoom = next;
    view.redraw();
  }

  function reveal(node: PlacedNode): void {
    const { x, y } = boxOf(node);
    const inside = (place: number, size: number, room: number, from: number): number =>
      place * zoom + from < 0
        ? -place * zoom
        : (place + size) * zoom + from > room
          ? room - (place + size) * zoom
          : from;
    shift = {
      x: inside(x - PAD_PX, COLUMN_PX, view.node.clientWidth, shift.x),
      y: inside(y - PAD_PX, ROW_PX + PAD_PX, view.node.clientHeight, shift.y),
    };
  }

  function neighbour(key: string): PlacedNode | undefined {
    if (!tree) return undefined;
    if (!chosen) return tree.root;
    if (key === 'ArrowLeft') return chosen.parent;
    if (key === 'ArrowRight') return chosen.children.at(0);
    const { step } = chosen.node;
    const column = tree.all.filter(({ node }) => node.step === step).sort((one, other) => one.row - other.row);
    return column[column.indexOf(chosen) + (key === 'ArrowDown' ? 1 : -1)];
  }

  view.node.addEventListener('keydown', (event) => {
    const middle = { x: view.node.clientWidth / 2, y: view.node.clientHeight / 2 };
    if (event.key.startsWith('Arrow')) {
      const next = neighbour(event.key);
      if (next) {
        reveal(next);
        onChoose(next);
      }
    } else if (event.key === 'Escape') onChoose(undefined);
    else if (event.key === 'Enter' && chosen && tree?.folds.some(({ parent }) => parent === chosen)) onFold(chosen);
    else if (event.key === '+' || event.key === '=') zoomBy(1.25, middle);
    else if (event.key === '-') zoomBy(0.8, middle);
    else return;
    event.preventDefault();
  });
  view.node.addEventListener('pointermove', (event) => {
    if (grabbed && event.buttons > 0) {
      shift = { x: shift.x + event.movementX, y: shift.y + event.movementY };
      grabbed.moved ||= Math.abs(event.clientX - grabbed.x) + Math.abs(event.clientY - grabbed.y) > 4;
      hint.hide();
      return view.redraw();
    }
    const found = nodeAt(event);
    view.node.style.cursor = found || foldAt(event) ? 'pointer' : 'grab';
    if (found && found.node.parent >= 0) hint.show(view.at(event), describe(found));
    else hint.hide();
  });
  view.node.addEventListener('pointerleave', () => hint.hide());
  view.node.addEventListener('pointerdown', ({ clientX: x, clientY: y }) => (grabbed = { x, y, moved: false }));
  view.node.addEventListener('click', (event) => {
    const moved = grabbed?.moved;
    grabbed = undefined;
    if (moved) return;
    const fold = foldAt(event);
    if (fold) onFold(fold.parent);
    else onChoose(nodeAt(event));
  });
  view.node.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      if (event.ctrlKey || event.metaKey) return zoomBy(Math.exp(-event.deltaY / 300), view.at(event));
      const [x, y] = event.shiftKey ? [event.deltaY, event.deltaX] : [event.deltaX, event.deltaY];
      shift = { x: shift.x - x, y: shift.y - y };
      view.redraw();
    },
    { passive: false },
  );
  return {
    node: view.node,
    show(next, node) {
      tree = next;
      chosen = node;
      view.redraw();
    },
    reveal(node) {
      reveal(node);
      view.redraw();
    },
    png: () => view.png(),
    svg: () => {
      const colors = {
        ...{ background: themeColor('editor-background'), foreground: themeColor('foreground') },
        ...{ quiet: themeColor('descriptionForeground'), border: themeColor('panel-border', 'contrastBorder') },
        path: themeColor('charts-blue'),
      };
      return tree && treeSvg(tree, { chosen, rootText, foldText, describe, colors });
    },
  };
}

function cut(context: CanvasRenderingContext2D, text: string, width: number): string {
  if (context.measureText(text).width <= width) return text;
  let length = text.length;
  while (length > 1 && context.measureText(`${text.slice(0, length)}…`).width > width) length--;
  return `${text.slice(0, length)}…`;
}
