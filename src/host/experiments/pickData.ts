// Which file a new experiment is about: the given or active one, else one of the workspace.
import { open } from 'node:fs/promises';
import * as vscode from 'vscode';
import { isTableFile, isTaggedFile, tableEndings, taggedEndings } from '../../protocol/corpusFiles';
import { LabError } from '../../protocol/labError';
import { workspaceFiles } from '../editor/files';
import { type ValueChoice, pickValue } from './columnItems';

const isText = (name: string): boolean => /\.txt(\.gz)?$/i.test(name) || isTaggedFile(name);

/** Tables first, then texts, which may be tables. Undefined when the person gives up; fails with `NOT_FOUND`. */
export async function pickData(uri?: vscode.Uri): Promise<vscode.Uri | undefined> {
  const active = vscode.window.activeTextEditor?.document.uri;
  if (uri) return uri;
  if (active && (isTableFile(active.path) || isText(active.path) || (await isListOfObjects(active)))) return active;
  const named = await workspaceFiles(`**/*.{${[...tableEndings, ...taggedEndings, 'txt', 'gz'].join()}}`);
  const lists = await Promise.all((await workspaceFiles('**/*.json')).map(async (file) => ((await isListOfObjects(file)) ? [file] : []))); // prettier-ignore
  const files = [
    ...named.filter(({ path }) => isTableFile(path)),
    ...lists.flat(),
    ...named.filter(({ path }) => isText(path)),
  ];
  if (files.length === 0)
    throw new LabError('NOT_FOUND', vscode.l10n.t('There is no table or text (.csv, .tsv, .jsonl, .json, .txt) in this folder to learn from.')); // prettier-ignore
  const items = files.map((value): ValueChoice<vscode.Uri> => ({
    label: vscode.workspace.asRelativePath(value),
    value,
  }));
  return pickValue(items, vscode.l10n.t('Which file should be learned from?'));
}

const START = 1000;

/** Whether a .json is a table: it begins as a list of objects, or as an object in one line. Others are settings and the like. */
async function isListOfObjects({ scheme, path, fsPath }: vscode.Uri): Promise<boolean> {
  if (scheme !== 'file' || !/\.json$/i.test(path) || /\.nlplab\.json$/i.test(path)) return false;
  const file = await open(fsPath).catch(() => undefined);
  if (!file) return false;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(START), 0, START, 0);
    const start = buffer.toString('utf8', 0, bytesRead).replace(/^\ufeff/, '');
    return /^\s*\[\s*\{/.test(start) || /^\s*\{[^\n]*\}[ \t]*\r?\n\s*\{/.test(start);
  } finally {
    await file.close();
  }
}
