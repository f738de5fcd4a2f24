// Files that open in a view: a custom editor that only reads. "Reopen Editor With…" has the text.
import * as vscode from 'vscode';
import { fileWatcher } from '../editor/fileWatcher';
import type { Lifetime } from '../editor/lifetime';
import type { OpenPanel } from './panels';

/** Which files the editor opens in a view, as package.json says it. */
export interface FileKind {
  /** Names the custom editor; no view is called so. */
  name: string;
  /** In English; `package.nls.ko.json` has it in Korean, as `editor.<name>`. */
  title: string;
  /** Globs for the names of files. */
  patterns: readonly string[];
  /** `option`: only where a person asks for it, by "Reopen Editor With…"; else whenever such a file is opened. */
  priority?: 'default' | 'option';
}

/** Has the editor open files in panels that `adopt` fills; they are read anew when they change on the disk. */
export function openFilesIn(
  type: string,
  adopt: (panel: vscode.WebviewPanel, file: vscode.Uri) => Promise<OpenPanel>,
  life: Lifetime,
): void {
  const provider: vscode.CustomReadonlyEditorProvider = {
    openCustomDocument: (uri) => ({ uri, dispose: () => undefined }),
    async resolveCustomEditor({ uri }, panel) {
      if (uri.scheme !== 'file') throw new Error(vscode.l10n.t('Only files on the disk can be looked at.'));
      const shown = await adopt(panel, uri);
      const itsLife = life.child();
      itsLife.add(panel.onDidDispose(() => itsLife.dispose()));
      const watcher = itsLife.add(fileWatcher(uri));
      for (const event of [watcher.onDidChange, watcher.onDidCreate]) event(() => shown.again?.());
    },
  };
  life.add(vscode.window.registerCustomEditorProvider(type, provider));
}
