// The whole tree as SVG, whatever part of it is in sight: figures of each node as its title. Pure but for colours, which
// are given.

import { figure, share } from '../../protocol/figures';
import { svgText } from '../shared/svgText';
import { BOX_PX, isDropped, markOf, PAD_PX, pathTo, type PlacedNode, type PlacedTree, placeOf, sizeOf } from './tree';

/** More nodes than this become larger files than a drawing program opens gladly. */
export const MOST_SVG_NODES = 20_000;
/** Of a token; the title has all of it. */
const MOST_CHARACTERS = 10;

export interface TreeColors {
  background: string;
  foreground: string;
  quiet: string;
  border: string;
  path: string;
}

export interface TreeSvgOptions {
  chosen?: PlacedNode;
  rootText: string;
  describe(node: PlacedNode): string[];
  colors: TreeColors;
}

/** Undefined where there are too many nodes. */
export function treeSvg(tree: PlacedTree, { chosen, rootText, describe, colors }: TreeSvgOptions): string | undefined {
  if (tree.all.length > MOST_SVG_NODES) return undefined;
  const { width, height } = sizeOf(tree);
  const path = new Set(chosen ? pathTo(chosen) : []);
  const edges = tree.all.flatMap((node) => (node.parent ? [edge(node, node.parent, path.has(node), colors)] : []));
  const boxes = tree.all.map((node) => {
    const isRoot = node.node.parent < 0;
    return box(node, {
      text: isRoot ? rootText : node.node.token.replace(/ /g, '␣'),
      isOnPath: path.has(node),
      colors,
      describe,
    });
  });
  const size = `width="${width}" height="${height}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="monospace" font-size="12">`,
    `<rect ${size} fill="${svgText(colors.background)}"/>`,
    ...edges,
    ...boxes,
    '</svg>\n',
  ].join('\n');
}

function edge(node: PlacedNode, parent: PlacedNode, isOnPath: boolean, colors: TreeColors): string {
  const [from, to] = [placeOf(parent), placeOf(node)];
  const [startX, startY] = [from.x + BOX_PX.width, from.y + BOX_PX.height / 2];
  const [endX, endY] = [to.x, to.y + BOX_PX.height / 2];
  const middle = (startX + endX) / 2;
  const width = (0.75 + 4 * Math.exp(node.node.logProbability)).toFixed(2);
  const opacity = isDropped(node.node) && !isOnPath ? 0.35 : 0.9;
  const color = svgText(isOnPath ? colors.path : colors.quiet);
  const line = `M${startX} ${startY}C${middle} ${startY} ${middle} ${endY} ${endX} ${endY}`;
  return `<path d="${line}" fill="none" stroke="${color}" stroke-width="${width}" stroke-opacity="${opacity}"/>`;
}

interface Box {
  text: string;
  isOnPath: boolean;
  colors: TreeColors;
  describe(node: PlacedNode): string[];
}

function box(node: PlacedNode, { text, isOnPath, colors, describe }: Box): string {
  const { x, y } = placeOf(node);
  const isFaded = isDropped(node.node);
  const letters = [...text];
  const token =
    letters.length > MOST_CHARACTERS ? `${letters.slice(0, MOST_CHARACTERS - 1).join('')}…` : letters.join('');
  const border = svgText(isOnPath ? colors.path : colors.border);
  const [foreground, quiet] = [svgText(isFaded ? colors.quiet : colors.foreground), svgText(colors.quiet)];
  const figures = `${share(Math.exp(node.node.logProbability))} · ${figure(node.node.score)}`;
  const write = (atX: number, atY: number, more: string, words: string): string =>
    `<text x="${atX}" y="${atY}" dominant-baseline="central" ${more}>${svgText(words)}</text>`;
  const isRoot = node.node.parent < 0;
  return [
    '<g>',
    ...(isRoot ? [] : [`<title>${svgText(describe(node).join('\n'))}</title>`]),
    `<rect x="${x}" y="${y}" width="${BOX_PX.width}" height="${BOX_PX.height}" fill="${svgText(colors.background)}" stroke="${border}"${isFaded ? ' stroke-dasharray="3 3"' : ''}/>`,
    write(x + 6, y + 10, `fill="${foreground}"`, token),
    ...(isRoot ? [] : [write(x + 6, y + 24, `font-size="10" fill="${quiet}"`, figures)]),
    write(x + BOX_PX.width - PAD_PX / 2, y + 10, `font-size="10" text-anchor="end" fill="${quiet}"`, markOf(node.node)),
    '</g>',
  ].join('');
}
