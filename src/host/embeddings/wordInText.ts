// The word that a person points at.
import * as vscode from 'vscode';
import { askForLine } from '../editor/shown/picks';

const LONGEST = 500;
/** A run of letters, marks, digits and underscores with apostrophes and hyphens inside. */
const WORD = /[\p{L}\p{M}\p{N}_]+(?:['’-][\p{L}\p{M}\p{N}_]+)*/u;

export function wordAt(document: vscode.TextDocument, position: vscode.Position): string | undefined {
  const range = document.getWordRangeAtPosition(position, WORD);
  return range && document.getText(range);
}

/** Where no text has one; undefined when the person gives up. */
export async function askForWord(): Promise<string | undefined> {
  const typed = await askForLine({ title: vscode.l10n.t('Neighbours of which word?') });
  return typed?.trim() || undefined;
}

/** What is selected on one line, else the word at the cursor. */
export function wordUnderCursor(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return undefined;
  const { document, selection } = editor;
  const selected = selection.isSingleLine ? document.getText(selection).trim() : '';
  return selected !== '' ? selected.slice(0, LONGEST) : wordAt(document, selection.active);
}
