// Every `tokenizer.json` that a column can take: those of the workspace and those a person has chosen. Views know them
// by key and name only.
import { createHash } from 'node:crypto';
import * as path from 'node:path';
import * as vscode from 'vscode';

const STATE = 'nlpLab.tokenizerFiles';
const MOST_KEPT = 20;

export class TokenizerFiles {
  private readonly paths = new Map<string, string>();

  constructor(private readonly memory: vscode.Memento) {
    for (const file of memory.get<string[]>(STATE, [])) this.paths.set(keyOf(file), file);
  }

  get all(): { key: string; name: string }[] {
    return [...this.paths].map(([key, file]) => ({ key, name: vscode.workspace.asRelativePath(file) }));
  }

  pathOf(key: string): string | undefined {
    return this.paths.get(key);
  }

  /** Keeps a file that a person has chosen, over a reload too. */
  add(file: string): string {
    const key = keyOf(file);
    this.paths.set(key, file);
    const kept = this.memory.get<string[]>(STATE, []).filter((other) => other !== file);
    void this.memory.update(STATE, [file, ...kept].slice(0, MOST_KEPT));
    return key;
  }

  /** Looks through the workspace; true when there is news. */
  async look(): Promise<boolean> {
    const found = await vscode.workspace.findFiles('**/tokenizer.json', '**/{node_modules,.nlplab}/**', MOST_KEPT);
    const before = this.paths.size;
    for (const { fsPath } of found) this.paths.set(keyOf(fsPath), fsPath);
    return this.paths.size > before;
  }

  /** Asks for a file; undefined when the person chose none. */
  async choose(): Promise<string | undefined> {
    const chosen = await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Choose a tokenizer.json'),
      openLabel: vscode.l10n.t('Choose'),
      filters: { JSON: ['json'] },
    });
    return chosen && this.add(path.normalize(chosen[0].fsPath));
  }
}

const keyOf = (file: string): string => createHash('sha256').update(file).digest('hex').slice(0, 16);
