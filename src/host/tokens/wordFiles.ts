// Files of words that must stay whole, as a person has chosen them for columns of a tokens view.
import * as vscode from 'vscode';
import { ChosenFiles } from './chosenFiles';

export class WordFiles extends ChosenFiles {
  constructor(memory: vscode.Memento) {
    super(memory, 'nlpLab.wordFiles');
  }

  /** Asks for a file; undefined when the person chose none. */
  choose(): Promise<string | undefined> {
    return this.ask({ title: vscode.l10n.t('Choose a text file with one word in each line') });
  }
}
