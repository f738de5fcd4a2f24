// The whole tree as SVG, whatever part of it is in sight: figures of each node as its title. Pure but for colours, which
// are given.

import { svgText } from '../shared/svgText';
import { figuresOf, markOf, tokenOf } from './nodeText';
import { type Fold, isDropped, pathTo, type PlacedNode, type PlacedTree } from './tree';
import { type Box, boxOf, boxOfFold, curve, edgeWidth, sizeOf } from './treeBoxes';

/** More nodes than this become larger files than a drawing program opens gladly. */
const MOST_SVG_NODES = 20_000;
/** Of a token; the title has all of it. */
const MOST_CHARACTERS = 10;

interface TreeColors {
  background: string;
  foreground: string;
  quiet: string;
  border: string;
  path: string;
}

export interface TreeSvgOptions {
  chosen?: PlacedNode;
  rootText: string;
  foldText(fold: Fold): string;
  describe(node: PlacedNode): string[];
  colors: TreeColors;
}

/** Undefined where there are too many nodes. */
export function treeSvg(
  tree: PlacedTree,
  { chosen, rootText, foldText, describe, colors }: TreeSvgOptions,
): string | undefined {
  if (tree.all.length > MOST_SVG_NODES) return undefined;
  const { width, height } = sizeOf(tree);
  const path = new Set(chosen ? pathTo(chosen) : []);
  const edges = tree.all.flatMap((node) => (node.parent ? [edge(node, node.parent, path.has(node), colors)] : []));
  const folds = tree.folds.flatMap((fold) => foldLines(fold, foldText(fold), colors));
  const boxes = tree.all.map((node) =>
    box(node, { text: tokenOf(node.node, rootText), isOnPath: path.has(node), colors, describe }),
  );
  const size = `width="${width}" height="${height}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="monospace" font-size="12">`,
    `<rect ${size} fill="${svgText(colors.background)}"/>`,
    ...edges,
    ...folds,
    ...boxes,
    '</svg>\n',
  ].join('\n');
}

const line = (parent: PlacedNode, to: Box, pen: string): string => {
  const [start, ...rest] = curve(parent, to).map((point) => point.join(' '));
  return `<path d="M${start}C${rest.join(' ')}" fill="none" ${pen}/>`;
};

const write = (x: number, y: number, pen: string, words: string): string =>
  `<text x="${x}" y="${y}" dominant-baseline="central" ${pen}>${svgText(words)}</text>`;

function foldLines(fold: Fold, text: string, { quiet }: TreeColors): string[] {
  const place = boxOfFold(fold);
  const color = svgText(quiet);
  return [
    line(fold.parent, place, `stroke="${color}" stroke-width="0.75" stroke-opacity="0.35"`),
    write(place.x + 6, place.y + place.height / 2, `font-size="10" fill="${color}"`, text),
  ];
}

function edge(node: PlacedNode, parent: PlacedNode, isOnPath: boolean, colors: TreeColors): string {
  const width = edgeWidth(node).toFixed(2);
  const opacity = isDropped(node.node) && !isOnPath ? 0.35 : 0.9;
  const color = svgText(isOnPath ? colors.path : colors.quiet);
  return line(parent, boxOf(node), `stroke="${color}" stroke-width="${width}" stroke-opacity="${opacity}"`);
}

interface NodeOptions {
  text: string;
  isOnPath: boolean;
  colors: TreeColors;
  describe(node: PlacedNode): string[];
}

function box(placed: PlacedNode, { text, isOnPath, colors, describe }: NodeOptions): string {
  const { node } = placed;
  const { x, y, width, height } = boxOf(placed);
  const isFaded = isDropped(node);
  const isRoot = node.parent < 0;
  const border = svgText(isOnPath ? colors.path : colors.border);
  const [foreground, quiet] = [svgText(isFaded ? colors.quiet : colors.foreground), svgText(colors.quiet)];
  const small = `font-size="10" fill="${quiet}"`;
  const line = y + (isFaded ? height / 2 : 10);
  const frame = `x="${x}" y="${y}" width="${width}" height="${height}" fill="${svgText(colors.background)}"`;
  return [
    '<g>',
    ...(isRoot ? [] : [`<title>${svgText(describe(placed).join('\n'))}</title>`]),
    `<rect ${frame} stroke="${border}"${isFaded ? ' stroke-dasharray="3 3"' : ''}/>`,
    write(x + 6, isRoot ? y + height / 2 : line, `fill="${foreground}"`, cut(text, isFaded)),
    ...(isFaded || isRoot ? [] : [write(x + 6, y + 25, small, figuresOf(node))]),
    write(x + width - 6, line, `font-size="10" text-anchor="end" fill="${quiet}"`, markOf(node)),
    '</g>',
  ].join('');
}

/** Beside a dropped token stand its figures. */
function cut(text: string, isFaded: boolean): string {
  const letters = [...text];
  const most = isFaded ? MOST_CHARACTERS - 4 : MOST_CHARACTERS;
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : text;
}
