// Files that a person has chosen, kept over a reload. Views know them by key and name only.
import { createHash } from 'node:crypto';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { openDialog } from '../editor/shown/dialogs';

const MOST_KEPT = 20;

export class ChosenFiles {
  private readonly paths = new Map<string, string>();

  constructor(
    private readonly memory: vscode.Memento,
    private readonly state: string,
  ) {
    for (const file of memory.get<string[]>(state, [])) this.know(file);
  }

  get all(): { key: string; name: string }[] {
    return [...this.paths].map(([key, file]) => ({ key, name: vscode.workspace.asRelativePath(file) }));
  }

  pathOf(key: string): string | undefined {
    return this.paths.get(key);
  }

  /** Keeps a file that a person has chosen, over a reload too. Gives its key. */
  add(file: string): string {
    const kept = this.memory.get<string[]>(this.state, []).filter((other) => other !== file);
    void this.memory.update(this.state, [file, ...kept].slice(0, MOST_KEPT));
    return this.know(file);
  }

  /** Makes a file known until the window closes. */
  protected know(file: string): string {
    const key = createHash('sha256').update(file).digest('hex').slice(0, 16);
    this.paths.set(key, file);
    return key;
  }

  protected async ask(options: vscode.OpenDialogOptions): Promise<string | undefined> {
    const [chosen] = await openDialog({ openLabel: vscode.l10n.t('Choose'), ...options });
    return chosen && this.add(path.normalize(chosen.fsPath));
  }
}
