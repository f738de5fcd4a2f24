// A `tokenizer.json` opens in the tokens view: a custom editor that only reads. "Reopen Editor With…" has the text.
import * as vscode from 'vscode';
import { columnOf } from '../../protocol/tokenColumns';
import { fileWatcher } from '../editor/fileWatcher';
import type { Lifetime } from '../editor/lifetime';
import type { TokenizerFiles } from './tokenizerFiles';
import type { TokensPanels } from './tokensView';

export const TOKENIZER_EDITOR = 'nlpLab.tokenizer';

export class TokenizerEditor implements vscode.CustomReadonlyEditorProvider {
  constructor(
    private readonly panels: TokensPanels,
    private readonly files: TokenizerFiles,
    private readonly life: Lifetime,
  ) {
    life.add(vscode.window.registerCustomEditorProvider(TOKENIZER_EDITOR, this));
  }

  openCustomDocument(uri: vscode.Uri): vscode.CustomDocument {
    return { uri, dispose: () => undefined };
  }

  /** The view is read anew when the file changes on the disk. */
  async resolveCustomEditor({ uri }: vscode.CustomDocument, panel: vscode.WebviewPanel): Promise<void> {
    const first = columnOf('file', { file: this.files.add(uri.fsPath) });
    const shown = await this.panels.adopt(panel, { uris: [], title: vscode.workspace.asRelativePath(uri), first });
    const life = this.life.child();
    life.add(panel.onDidDispose(() => life.dispose()));
    const watcher = life.add(fileWatcher(uri));
    watcher.onDidChange(() => shown.again());
    watcher.onDidCreate(() => shown.again());
  }
}
