// What of the open file is explained: the selection; else of runs that tag the sentence at the cursor, with the token there; else all.
import type * as vscode from 'vscode';
import { sentencesOf } from '../editor/sentences';

export interface TextToExplain {
  text: string;
  /** Where it begins in the document, UTF-16. */
  start: number;
  /** A place whose token is meant, from the beginning of the text. */
  cursor?: number;
}

/** Undefined where there is no text. */
export function textToExplain(
  { document, selection }: Pick<vscode.TextEditor, 'document' | 'selection'>,
  { ofToken }: { ofToken: boolean },
): TextToExplain | undefined {
  const all = document.getText();
  if (!selection.isEmpty) return trimmed(all, document.offsetAt(selection.start), document.offsetAt(selection.end));
  if (!ofToken) return trimmed(all, 0, all.length);
  const cursor = document.offsetAt(selection.active);
  const sentence = sentencesOf(all).find(({ end }) => end >= cursor);
  if (!sentence) return undefined;
  const { start, end } = sentence;
  return { text: all.slice(start, end), start, ...(cursor >= start ? { cursor: cursor - start } : {}) };
}

/** Without white space at the ends. */
function trimmed(all: string, from: number, to: number): TextToExplain | undefined {
  const text = all.slice(from, to).trim();
  return text === '' ? undefined : { text, start: all.indexOf(text, from) };
}
