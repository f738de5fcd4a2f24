// What of the workspace belongs to a file of texts: experiments that name it, and tokenizers and vectors that lie beside it.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { workspaceFiles } from '../editor/files';
import type { PartNode } from './corpusNodes';
import { besideOf, leadsTo } from './relatedNames';

const MOST_EXPERIMENTS = 200;
const MOST_SHOWN = 20;
/** Experiments are far smaller. */
const MOST_BYTES = 1 << 20;

export async function relatedNodes(corpus: vscode.Uri): Promise<PartNode[]> {
  const node = (file: vscode.Uri, icon: string): PartNode => ({
    ...{ id: `${corpus.toString()}#${file.toString()}`, label: path.posix.basename(file.path), icon, file },
    tooltip: file.fsPath,
  });
  const folder = vscode.Uri.joinPath(corpus, '..');
  const names = await vscode.workspace.fs.readDirectory(folder).then(
    (entries) => entries.map(([name]) => name).sort(),
    () => [],
  );
  const experiments = (await experimentsOn(corpus)).map((file) => node(file, 'beaker'));
  const beside = besideOf(path.posix.basename(corpus.path), names).map(({ name, icon }) =>
    node(vscode.Uri.joinPath(folder, name), icon),
  );
  return [...experiments, ...beside].slice(0, MOST_SHOWN);
}

async function experimentsOn(corpus: vscode.Uri): Promise<vscode.Uri[]> {
  const files = await workspaceFiles('**/*.nlplab.json', MOST_EXPERIMENTS);
  const found = await Promise.all(
    files.map(async (file) => leadsTo(await textOf(file), { file: file.path, corpus: corpus.path })),
  );
  return files.filter((_, i) => found[i]);
}

async function textOf(file: vscode.Uri): Promise<string> {
  try {
    const { size } = await vscode.workspace.fs.stat(file);
    return size > MOST_BYTES ? '' : new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  } catch {
    return '';
  }
}
