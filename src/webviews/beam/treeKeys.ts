// The keys of the tree: arrows go from node to node, Enter unfolds dropped children, Escape leaves, + and − zoom,
// 0 shows the whole.

import { zoomOfKey } from '../shared/zooming';
import type { PlacedNode, PlacedTree } from './tree';
import { neighbourOf } from './treeNavigation';

export interface TreeKeysOptions {
  shown(): { tree: PlacedTree | undefined; chosen: PlacedNode | undefined };
  /** To a node that may be out of sight. */
  onGo(node: PlacedNode): void;
  onChoose(node: PlacedNode | undefined): void;
  onFold(parent: PlacedNode): void;
  onFit(): void;
  onZoom(factor: number): void;
}

export function handleTreeKeys(
  node: HTMLElement,
  { shown, onGo, onChoose, onFold, onFit, onZoom }: TreeKeysOptions,
): void {
  node.addEventListener('keydown', (event) => {
    const { tree, chosen } = shown();
    const factor = zoomOfKey(event.key);
    if (event.key.startsWith('Arrow')) {
      const next = tree && neighbourOf(tree, chosen, event.key);
      if (next) onGo(next);
    } else if (event.key === 'Escape') onChoose(undefined);
    else if (event.key === 'Enter' && chosen && tree?.folds.some(({ parent }) => parent === chosen)) onFold(chosen);
    else if (event.key === '0') onFit();
    else if (factor !== undefined) onZoom(factor);
    else return;
    event.preventDefault();
  });
}
