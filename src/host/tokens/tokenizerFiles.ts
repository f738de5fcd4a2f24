// Every `tokenizer.json` that a column can take: those of the workspace and those a person has chosen. Views know them
// by key and name only.
import * as vscode from 'vscode';
import { workspaceFiles } from '../editor/files';
import { ChosenFiles } from './chosenFiles';

const MOST_FOUND = 20;

export class TokenizerFiles extends ChosenFiles {
  constructor(memory: vscode.Memento) {
    super(memory, 'nlpLab.tokenizerFiles');
  }

  /** Looks through the workspace; true when there is news. */
  async look(): Promise<boolean> {
    const found = await workspaceFiles('**/tokenizer.json', MOST_FOUND);
    const before = this.all.length;
    for (const { fsPath } of found) this.know(fsPath);
    return this.all.length > before;
  }

  /** Asks for a file; undefined when the person chose none. */
  choose(): Promise<string | undefined> {
    return this.ask({ title: vscode.l10n.t('Choose a tokenizer.json'), filters: { JSON: ['json'] } });
  }
}
