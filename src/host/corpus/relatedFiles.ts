// What of the workspace belongs to a file of texts: experiments that name it, and tokenizers and vectors that lie beside it.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { workspaceFiles } from '../editor/files';
import type { PartNode } from './corpusNodes';

const MOST_EXPERIMENTS = 200;
const MOST_SHOWN = 20;
/** Experiments are far smaller. */
const MOST_BYTES = 1 << 20;

const BESIDE = [
  { pattern: /^tokenizer.*\.json$|\.tokenizer\.json$/iu, icon: 'symbol-key' },
  { pattern: /\.vec(\.gz)?$|(vectors|word2vec|glove|fasttext|w2v).*\.(txt|bin|tsv)(\.gz)?$/iu, icon: 'compass' },
] as const;

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
  const own = path.posix.basename(corpus.path);
  const beside = BESIDE.flatMap(({ pattern, icon }) =>
    names
      .filter((name) => pattern.test(name) && name !== own)
      .map((name) => node(vscode.Uri.joinPath(folder, name), icon)),
  );
  const experiments = (await experimentsOn(corpus)).map((file) => node(file, 'beaker'));
  return [...experiments, ...beside].slice(0, MOST_SHOWN);
}

/** Experiments in which a text in quotes leads to the file. */
async function experimentsOn(corpus: vscode.Uri): Promise<vscode.Uri[]> {
  const own = path.posix.basename(corpus.path);
  const found: vscode.Uri[] = [];
  for (const file of await workspaceFiles('**/*.nlplab.json', MOST_EXPERIMENTS)) {
    const text = await textOf(file);
    const named = [...text.matchAll(/"((?:[^"\\\n]|\\.){1,1000})"/gu)].map(([, name]) => name.replaceAll('\\\\', '/'));
    const leadsTo = (name: string): boolean =>
      name.endsWith(own) && path.posix.resolve(path.posix.dirname(file.path), name) === corpus.path;
    if (named.some(leadsTo)) found.push(file);
  }
  return found;
}

async function textOf(file: vscode.Uri): Promise<string> {
  try {
    const { size } = await vscode.workspace.fs.stat(file);
    return size > MOST_BYTES ? '' : new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  } catch {
    return '';
  }
}
