// The tree on a canvas: a column for each step, a row for each hypothesis. Only what is in sight is drawn.

import { figure, share } from '../../protocol/figures';
import { picture } from '../shared/picture';
import { themeColor } from '../shared/theme';
import { tooltip } from '../shared/tooltip';
import {
  BOX_PX,
  COLUMN_PX,
  isDropped,
  markOf,
  PAD_PX,
  pathTo,
  type PlacedNode,
  type PlacedTree,
  placeOf,
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
  rootText: string;
}

export function treePicture({ label, describe, onChoose, rootText }: TreePictureOptions): TreePicture {
  let tree: PlacedTree | undefined;
  let chosen: PlacedNode | undefined;
  let zoom = 1;
  let shift = { x: 0, y: 0 };
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
    if (!tree) return;
    limit();
    const { fontFamily, fontSize } = getComputedStyle(document.body);
    const size = Number.parseFloat(fontSize) || 13;
    const mono =
      getComputedStyle(document.documentElement).getPropertyValue('--vscode-editor-font-family') || 'monospace';
    context.translate(shift.x, shift.y);
    context.scale(zoom, zoom);
    context.textBaseline = 'middle';
    const path = new Set(chosen ? pathTo(chosen) : []);
    const seen = ({ x, y }: { x: number; y: number }): boolean =>
      (x + COLUMN_PX) * zoom + shift.x > 0 &&
      x * zoom + shift.x < width &&
      (y + ROW_PX) * zoom + shift.y > 0 &&
      y * zoom + shift.y < height;
    for (const node of tree.all)
      if (node.parent) drawEdge(context, placeOf(node.parent), placeOf(node), node, path.has(node));
    for (const node of tree.all) {
      const place = placeOf(node);
      if (!seen(place)) continue;
      const faded = isDropped(node.node);
      context.fillStyle = themeColor('editor-background');
      context.fillRect(place.x, place.y, BOX_PX.width, BOX_PX.height);
      context.strokeStyle = themeColor(
        node === chosen ? 'focusBorder' : path.has(node) ? 'charts-blue' : 'panel-border',
        'contrastBorder',
      );
      context.lineWidth = node === chosen ? 2 : 1;
      context.setLineDash(faded ? [3, 3] : []);
      context.strokeRect(place.x + 0.5, place.y + 0.5, BOX_PX.width, BOX_PX.height);
      context.setLineDash([]);
      context.fillStyle = themeColor(faded ? 'descriptionForeground' : 'foreground');
      context.font = `${size}px ${mono}`;
      context.fillText(cut(context, tokenOf(node), BOX_PX.width - 34), place.x + 6, place.y + 10);
      context.font = `${size - 2}px ${fontFamily}`;
      context.fillStyle = themeColor('descriptionForeground');
      const { logProbability, score, parent } = node.node;
      if (parent >= 0)
        context.fillText(`${share(Math.exp(logProbability))} · ${figure(score)}`, place.x + 6, place.y + 24);
      drawMark(context, place, node);
    }
  }

  /** What became of it: its place in the outputs, or a cross. */
  function drawMark(context: CanvasRenderingContext2D, { x, y }: { x: number; y: number }, { node }: PlacedNode): void {
    context.textAlign = 'right';
    context.fillStyle = themeColor(node.output === undefined ? 'descriptionForeground' : 'foreground');
    context.fillText(markOf(node), x + BOX_PX.width - 5, y + 10);
    context.textAlign = 'left';
  }

  function drawEdge(
    context: CanvasRenderingContext2D,
    from: { x: number; y: number },
    to: { x: number; y: number },
    { node }: PlacedNode,
    isOnPath: boolean,
  ): void {
    const start = { x: from.x + BOX_PX.width, y: from.y + BOX_PX.height / 2 };
    const end = { x: to.x, y: to.y + BOX_PX.height / 2 };
    const middle = (start.x + end.x) / 2;
    context.strokeStyle = themeColor(isOnPath ? 'charts-blue' : 'descriptionForeground');
    context.globalAlpha = isDropped(node) && !isOnPath ? 0.35 : 0.9;
    context.lineWidth = 0.75 + 4 * Math.exp(node.logProbability);
    context.beginPath();
    context.moveTo(start.x, start.y);
    context.bezierCurveTo(middle, start.y, middle, end.y, end.x, end.y);
    context.stroke();
    context.globalAlpha = 1;
  }

  const tokenOf = ({ node }: PlacedNode): string => (node.parent < 0 ? rootText : node.token.replace(/ /g, '␣'));

  function nodeAt(event: MouseEvent): PlacedNode | undefined {
    const at = view.at(event);
    const [x, y] = [(at.x - shift.x) / zoom, (at.y - shift.y) / zoom];
    return tree?.all.find((node) => {
      const place = placeOf(node);
      return x >= place.x && x <= place.x + BOX_PX.width && y >= place.y && y <= place.y + BOX_PX.height;
    });
  }

  function zoomBy(factor: number, at: { x: number; y: number }): void {
    const next = Math.max(0.3, Math.min(2, zoom * factor));
    shift = { x: at.x - ((at.x - shift.x) * next) / zoom, y: at.y - ((at.y - shift.y) * next) / zoom };
    zoom = next;
    view.redraw();
  }

  function reveal(node: PlacedNode): void {
    const { x, y } = placeOf(node);
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
    view.node.style.cursor = found ? 'pointer' : 'grab';
    if (found && found.node.parent >= 0) hint.show(view.at(event), describe(found));
    else hint.hide();
  });
  view.node.addEventListener('pointerleave', () => hint.hide());
  view.node.addEventListener('pointerdown', ({ clientX: x, clientY: y }) => (grabbed = { x, y, moved: false }));
  view.node.addEventListener('click', (event) => {
    const moved = grabbed?.moved;
    grabbed = undefined;
    if (!moved) onChoose(nodeAt(event));
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
      return tree && treeSvg(tree, { chosen, rootText, describe, colors });
    },
  };
}

function cut(context: CanvasRenderingContext2D, text: string, width: number): string {
  if (context.measureText(text).width <= width) return text;
  let length = text.length;
  while (length > 1 && context.measureText(`${text.slice(0, length)}…`).width > width) length--;
  return `${text.slice(0, length)}…`;
}
