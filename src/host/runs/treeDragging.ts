// What is dragged in the tree *Runs*, and dropped on it: the editor knows one controller, which hands each drop to those that know its kind.
import type * as vscode from 'vscode';
import type { TreeNode } from './runNodes';

export type TreeDragging = vscode.TreeDragAndDropController<TreeNode>;

export function together(...parts: readonly TreeDragging[]): TreeDragging {
  const everyKind = (of: 'dragMimeTypes' | 'dropMimeTypes'): string[] => [
    ...new Set(parts.flatMap((part) => part[of])),
  ];
  return {
    dragMimeTypes: everyKind('dragMimeTypes'),
    dropMimeTypes: everyKind('dropMimeTypes'),
    async handleDrag(nodes, dragged, token) {
      for (const part of parts) await part.handleDrag?.(nodes, dragged, token);
    },
    async handleDrop(target, dropped, token) {
      const knows = ({ dropMimeTypes }: TreeDragging): boolean =>
        dropMimeTypes.some((kind) => dropped.get(kind) !== undefined);
      await parts.find(knows)?.handleDrop?.(target, dropped, token);
    },
  };
}
