// The nodes of a search as they are placed, and what can be said of one: its way from the beginning, what became of it. Pure.

import type { SearchNode } from '../../protocol/decoding';

export interface PlacedNode {
  node: SearchNode;
  /** Rows from the top, in halves: 0 is the row of the best hypothesis. */
  row: number;
  /** Those shown, best first. */
  children: PlacedNode[];
  parent?: PlacedNode;
}

/** The line below the dropped children of a node of which there are many. */
export interface Fold {
  parent: PlacedNode;
  row: number;
  /** Children that are not shown; 0 where all are, since a person asked for them. */
  hidden: number;
}

export interface PlacedTree {
  root: PlacedNode;
  /** In the order of the trace. */
  all: PlacedNode[];
  folds: Fold[];
  rows: number;
}

/** It was a candidate and no more. */
export const isDropped = ({ end }: SearchNode): boolean =>
  end !== undefined && end !== 'ended' && end !== 'length' && end !== 'worse than finished';

/** The nodes from the first token to this one. */
export function pathTo(node: PlacedNode): PlacedNode[] {
  const path: PlacedNode[] = [];
  for (let at: PlacedNode | undefined = node; at && at.node.parent >= 0; at = at.parent) path.unshift(at);
  return path;
}

/** The tokens that a node begins with, by their ids. */
export const idsBefore = (node: PlacedNode): number[] =>
  pathTo(node)
    .slice(0, -1)
    .map((one) => one.node.tokenId);

/** The same in words. */
export const wordsBefore = (node: PlacedNode): string =>
  pathTo(node)
    .slice(0, -1)
    .map((one) => one.node.token)
    .join(' ');
