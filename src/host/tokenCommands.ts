// From what a person has selected to the source of a tokens view.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { LabError } from '../protocol/labError';
import type { TokenSource } from './panels/tokenSource';

const TEXT = /\.(txt|md|csv|tsv|jsonl)(\.gz)?$/i;
const MOST_FILES = 1000;

/** What the explorer hands over: all selected, or the one clicked, or nothing for the active editor. */
export function foldersFirst(uri?: vscode.Uri, selected?: vscode.Uri[]): vscode.Uri[] {
  if (Array.isArray(selected) && selected.length > 1) return selected;
  const active = vscode.window.activeTextEditor?.document.uri;
  const one = uri ?? active;
  if (!one) throw new LabError('NOT_FOUND', vscode.l10n.t('Open a text file first.'));
  return [one];
}

/** Files as they are; folders as the text files in them. */
export async function sourceOfFiles(uris: readonly vscode.Uri[]): Promise<TokenSource> {
  const lists = await Promise.all(uris.map(textFilesIn));
  const files = lists.flat().slice(0, MOST_FILES);
  const title = path.basename(uris[0].path) + (uris.length > 1 ? ` +${uris.length - 1}` : '');
  if (files.length === 0) throw new LabError('NOT_FOUND', vscode.l10n.t('There are no text files in {0}.', title));
  return { uris: files.map((file) => file.toString()), title };
}

export function sourceOfSelection(): TokenSource {
  const editor = vscode.window.activeTextEditor;
  if (!editor || editor.selection.isEmpty) throw new LabError('NOT_FOUND', vscode.l10n.t('Select some text first.'));
  const { document, selection } = editor;
  const { start, end } = selection;
  const title = `${path.basename(document.uri.path)} ${start.line + 1}–${end.line + 1}`;
  return { uris: [document.uri.toString()], title, range: [start.line, start.character, end.line, end.character] };
}

async function textFilesIn(uri: vscode.Uri): Promise<vscode.Uri[]> {
  if (uri.scheme !== 'file') return [uri];
  const { type } = await vscode.workspace.fs.stat(uri);
  if ((type & vscode.FileType.Directory) === 0) return [uri];
  const pattern = new vscode.RelativePattern(uri, '**/*.{txt,md,csv,tsv,jsonl,gz}');
  const files = await vscode.workspace.findFiles(pattern, '**/{node_modules,.nlplab}/**', MOST_FILES);
  return files.filter((file) => TEXT.test(file.path)).sort((a, b) => a.path.localeCompare(b.path));
}
