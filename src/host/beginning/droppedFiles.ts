// Files that are dropped on the runs: asks what to do with them.
import type * as vscode from 'vscode';
import type { Messages } from '../editor/messages';
import type { Contributed } from './beginWith';

/** Files from the explorer and from the system come as a list of addresses. */
const ADDRESSES = 'text/uri-list';

export class DroppedFiles implements vscode.TreeDragAndDropController<unknown> {
  readonly dropMimeTypes = [ADDRESSES];
  readonly dragMimeTypes = [];

  /** @param contributes what package.json says of commands and menus, in the editor's language */
  constructor(
    private readonly messages: Messages,
    private readonly contributes: Contributed,
  ) {}

  /** Does not wait for the person: the editor shows a drop as going on meanwhile. */
  async handleDrop(_target: unknown, dropped: vscode.DataTransfer): Promise<void> {
    const [first] = addressesOf((await dropped.get(ADDRESSES)?.asString()) ?? '');
    if (!first) return;
    void this.messages.guarded(async () => {
      const { beginWith } = await import('./beginWith');
      await beginWith(first, this.contributes);
    });
  }
}

/** RFC 2483: an address a line; those that begin with # are comments. */
export const addressesOf = (list: string): string[] =>
  list.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
