// From node to node of a tree, by keys and by the pointer. Pure.

import type { Place, Viewport } from '../shared/viewport';
import type { PlacedNode, PlacedTree } from './tree';
import { type Box, boxOf, boxOfFold } from './treeBoxes';

/** Where an arrow key leads: to the parent, the best child, up or down in the column. */
export function neighbourOf(
  { root, all }: PlacedTree,
  chosen: PlacedNode | undefined,
  key: string,
): PlacedNode | undefined {
  if (!chosen) return root;
  if (key === 'ArrowLeft') return chosen.parent;
  if (key === 'ArrowRight') return chosen.children.at(0);
  const { step } = chosen.node;
  const column = all.filter(({ node }) => node.step === step).sort((one, other) => one.row - other.row);
  return column[column.indexOf(chosen) + (key === 'ArrowDown' ? 1 : -1)];
}

/** What is at a place of the picture. */
export interface Found {
  node?: PlacedNode;
  /** The node whose dropped children the line stands for. */
  foldOf?: PlacedNode;
}

export function findAt({ all, folds }: PlacedTree, { x, y, zoom }: Viewport, place: Place): Found {
  const at = { x: (place.x - x) / zoom, y: (place.y - y) / zoom };
  const isIn = (box: Box): boolean =>
    at.x >= box.x && at.x <= box.x + box.width && at.y >= box.y && at.y <= box.y + box.height;
  return {
    node: all.find((node) => isIn(boxOf(node))),
    foldOf: folds.find((fold) => isIn(boxOfFold(fold)))?.parent,
  };
}
