// From what a person has selected to the source of a tokens view.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { corpusEndings, isCorpusFile } from '../../protocol/corpusFiles';
import { LabError } from '../../protocol/labError';
import { meantFile, workspaceFiles } from '../editor/files';
import type { TokenSource } from './tokenSource';

const MOST_FILES = 1000;

/** All that are selected in the explorer, or the one clicked, or the active editor's, or one that the person picks. */
export async function sourceOfFiles(uri?: vscode.Uri, selected?: unknown): Promise<TokenSource> {
  const uris = isUris(selected) && selected.length > 1 ? selected : [await meantFile(uri)];
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

const isUris = (value: unknown): value is vscode.Uri[] =>
  Array.isArray(value) && value.every((entry) => entry instanceof vscode.Uri);

/** A file as it is; a folder as the text files in it. */
async function textFilesIn(uri: vscode.Uri): Promise<vscode.Uri[]> {
  if (uri.scheme !== 'file') return [uri];
  const { type } = await vscode.workspace.fs.stat(uri);
  if ((type & vscode.FileType.Directory) === 0) return [uri];
  const pattern = new vscode.RelativePattern(uri, `**/*.{${corpusEndings.join()},gz}`);
  return (await workspaceFiles(pattern, MOST_FILES)).filter((file) => isCorpusFile(file.path));
}
