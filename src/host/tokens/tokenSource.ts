// What a tokens view shows: files, or a piece of a document. Kept by key in the workspace's state, so that views name
// no paths and are found again after a reload.
import { randomUUID } from 'node:crypto';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { AskedColumn } from '../../protocol/views';
import { openDocument } from '../editor/files';

export interface TokenSource {
  /** Files or documents by their address; several for a folder, none for a tokenizer by itself. */
  uris: string[];
  title: string;
  /** A selection of the one document: `[firstLine, firstCharacter, lastLine, lastCharacter]`. */
  range?: [number, number, number, number];
}

/** `columns`: as they were last; absent before the first. */
export interface KeptSource {
  key: string;
  source: TokenSource;
  columns?: AskedColumn[];
}

const STATE = 'nlpLab.tokenSources';
const MOST_KEPT = 30;

export class TokenSources {
  constructor(private readonly memory: vscode.Memento) {}

  /** The key of this source; the same source keeps its key. */
  keep(source: TokenSource, columns?: AskedColumn[]): string {
    const kept = this.kept();
    const text = JSON.stringify(source);
    const known = kept.find((entry) => JSON.stringify(entry.source) === text);
    const entry = { key: known?.key ?? randomUUID(), source, columns: columns ?? known?.columns };
    void this.memory.update(STATE, [entry, ...kept.filter((other) => other !== known)].slice(0, MOST_KEPT));
    return entry.key;
  }

  find(key: string): KeptSource | undefined {
    return this.kept().find((entry) => entry.key === key);
  }

  private kept(): KeptSource[] {
    return this.memory.get(STATE, []);
  }
}

export type SourceContent = { text: string } | { files: string[] };

/** The text of a selection or of an unsaved document; the files themselves otherwise, which are then streamed. */
export async function contentOf({ uris, range }: TokenSource): Promise<SourceContent> {
  if (uris.length === 0) return { text: '' };
  const [first] = uris.map((uri) => vscode.Uri.parse(uri));
  if (range) return { text: (await vscode.workspace.openTextDocument(first)).getText(new vscode.Range(...range)) };
  const open = openDocument(uris[0]);
  if (uris.length === 1 && (first.scheme !== 'file' || open?.isDirty))
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
