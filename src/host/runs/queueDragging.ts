// What waits is put into another order by dragging its lines in the tree of runs; other lines stay where they are.
import * as vscode from 'vscode';
import type { Messages } from '../editor/messages';
import type { TrainingQueue } from '../engine/trainingQueue';
import type { TreeNode } from './runNodes';

/** The editor's own name for lines of this tree. */
const LINES = 'application/vnd.code.tree.nlplab.runs';

export class QueueDragging implements vscode.TreeDragAndDropController<TreeNode> {
  readonly dragMimeTypes = [LINES];
  readonly dropMimeTypes = [LINES];
  private dragged: readonly string[] = [];

  constructor(
    private readonly queue: Pick<TrainingQueue, 'waiting' | 'move'>,
    private readonly messages: Pick<Messages, 'guarded'>,
  ) {}

  handleDrag(source: readonly TreeNode[], data: vscode.DataTransfer): void {
    this.dragged = source.flatMap((node) => (node.kind === 'waiting' ? [node.id] : []));
    if (this.dragged.length > 0) data.set(LINES, new vscode.DataTransferItem(this.dragged));
  }

  async handleDrop(target: TreeNode | undefined): Promise<void> {
    const ids = this.dragged;
    this.dragged = [];
    const { dropPlace } = await import('./dropPlace');
    const place = dropPlace(this.queue.waiting, ids, target?.kind === 'waiting' ? target.id : undefined);
    if (place) await this.messages.guarded(() => this.queue.move(ids, place.before));
  }
}
