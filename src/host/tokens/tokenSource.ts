// What a tokens view shows: files, or a piece of a document.
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { AskedColumn, ColumnOptions } from '../../protocol/tokensView';
import { isTableFile } from '../../protocol/corpusFiles';
import { openDocument } from '../editor/files';
import type { TextReading } from './textReading';

export interface TokenSource {
  /** Files or documents by their address; several for a folder, none for a tokenizer by itself. */
  uris: string[];
  title: string;
  /** A selection of the one document: `[firstLine, firstCharacter, lastLine, lastCharacter]`. */
  range?: [number, number, number, number];
}

/** What a panel is about. */
export interface ShownTokens extends TokenSource {
  /** As they were last; absent before the first. */
  columns?: AskedColumn[];
  /** What a panel that had no columns yet begins with. */
  first?: ColumnOptions;
  /** What a person has said about how the files are read. */
  reading?: TextReading;
}

/** Names a source, whatever its columns. */
export const sourceName = ({ uris, title, range }: TokenSource): string => JSON.stringify([uris, title, range]);

export type SourceContent = { text: string } | { files: string[] };

/**
 * The text of a selection or of an unsaved document; the files themselves otherwise, which are then streamed. A table that is not saved
 * is taken as it lies on the disk: its text column is read there.
 */
export async function contentOf({ uris, range }: TokenSource): Promise<SourceContent> {
  if (uris.length === 0) return { text: '' };
  const [first] = uris.map((uri) => vscode.Uri.parse(uri));
  if (range) return { text: (await vscode.workspace.openTextDocument(first)).getText(new vscode.Range(...range)) };
  const open = openDocument(uris[0]);
  if (uris.length === 1 && (first.scheme !== 'file' || (open?.isDirty && !isTableFile(first.path))))
    return { text: (open ?? (await vscode.workspace.openTextDocument(first))).getText() };
  return { files: uris.map((uri) => vscode.Uri.parse(uri).fsPath) };
}

/** The document and the place in it of a place in the tokenised text. */
export function placeOf(
  { uris, range }: TokenSource,
  { line, file, start, end }: { line: number; file?: string; start: number; end: number },
): { uri: vscode.Uri; line: number; start: number; end: number } {
  const uri = file === undefined ? vscode.Uri.parse(uris[0]) : vscode.Uri.file(file);
  const [firstLine, firstCharacter] = range ?? [0, 0];
  const shift = line === 0 ? firstCharacter : 0;
  return { uri, line: line + firstLine, start: start + shift, end: end + shift };
}

export const isCompressed = (source: TokenSource): boolean =>
  source.uris.some((uri) => path.extname(vscode.Uri.parse(uri).path).toLowerCase() === '.gz');
