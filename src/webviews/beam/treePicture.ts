// The tree on a canvas: a column for each step, a row for each hypothesis.

import { panZoom } from '../shared/panZoom';
import { picture, type Size } from '../shared/picture';
import { themeColor } from '../shared/theme';
import { tooltip } from '../shared/tooltip';
import type { Fold, PlacedNode, PlacedTree } from './tree';
import { boxOf, COLUMN_PX, PAD_PX, ROW_PX, sizeOf } from './treeBoxes';
import { drawTree } from './treeDrawing';
import { handleTreeKeys } from './treeKeys';
import { findAt, type Found } from './treeNavigation';
import { treeSvg } from './treeSvg';

const ZOOM = { least: 0.4, most: 2 };

export interface TreePicture {
  node: HTMLElement;
  show(tree: PlacedTree | undefined, chosen: PlacedNode | undefined): void;
  /** Brings a node into sight. */
  reveal(node: PlacedNode): void;
  /** Shows the whole tree, as far as it can be read. */
  fit(): void;
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

export function treePicture({ label, describe, onChoose, onFold, ...texts }: TreePictureOptions): TreePicture {
  let tree: PlacedTree | undefined;
  let chosen: PlacedNode | undefined;
  /** When it was drawn last. */
  let drawn: Size = { width: 0, height: 0 };
  let isToFit = false;
  const view = picture({ label, draw });
  const hint = tooltip();
  view.node.append(hint.node);
  const hands = panZoom({ view, limits: ZOOM, onPoint: point, onLeave: hint.hide, onClick: click });
  handleTreeKeys(view.node, {
    shown: () => ({ tree, chosen }),
    onGo: go,
    onChoose,
    onFold,
    onFit: fit,
    onZoom: hands.zoomBy,
  });

  function draw(context: CanvasRenderingContext2D, size: Size): void {
    if (!tree) return;
    if (isToFit) hands.fit(sizeOf(tree), size);
    isToFit = false;
    // A chosen node stays in sight where the picture becomes smaller.
    if (chosen && (size.width < drawn.width || size.height < drawn.height)) reveal(chosen);
    drawn = size;
    const { width, height } = sizeOf(tree);
    const { zoom } = hands.viewport;
    hands.limit({ width: width * zoom, height: height * zoom }, size);
    drawTree(context, size, { tree, chosen, viewport: hands.viewport, ...texts });
  }

  function reveal(node: PlacedNode): void {
    const { x, y } = boxOf(node);
    const { zoom } = hands.viewport;
    const [width, height] = [COLUMN_PX * zoom, (ROW_PX + PAD_PX) * zoom];
    const { clientWidth, clientHeight } = view.node;
    const region = { x: (x - PAD_PX) * zoom, y: (y - PAD_PX) * zoom, width, height };
    hands.reveal(region, { width: clientWidth, height: clientHeight });
  }

  const find = (event: MouseEvent): Found => (tree ? findAt(tree, hands.viewport, view.at(event)) : {});

  function point(event: MouseEvent): void {
    const { node, foldOf } = find(event);
    view.node.style.cursor = node || foldOf ? 'pointer' : 'grab';
    if (node && node.node.parent >= 0) hint.show(view.at(event), describe(node));
    else hint.hide();
  }

  function click(event: MouseEvent): void {
    const { node, foldOf } = find(event);
    if (foldOf) onFold(foldOf);
    else onChoose(node);
  }

  function fit(): void {
    isToFit = true;
    view.redraw();
  }

  function go(node: PlacedNode): void {
    reveal(node);
    onChoose(node);
  }

  return {
    node: view.node,
    show(next, node) {
      [tree, chosen] = [next, node];
      view.redraw();
    },
    reveal(node) {
      reveal(node);
      view.redraw();
    },
    fit,
    png: () => view.png(),
    svg: () => tree && treeSvg(tree, { ...texts, chosen, describe, colors: treeColors() }),
  };
}

const treeColors = () => ({
  ...{ background: themeColor('editor-background'), foreground: themeColor('foreground') },
  ...{ quiet: themeColor('descriptionForeground'), border: themeColor('panel-border', 'contrastBorder') },
  path: themeColor('charts-blue'),
});
