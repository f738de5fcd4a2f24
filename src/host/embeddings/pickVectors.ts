// Which vectors a command means: a run's, those of a file, or those that are open.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { can, isJudged } from '../../protocol/ability';
import { chooseFiles, workspaceFiles } from '../editor/files';
import { runItem } from '../runs/pickRun';
import { isRunning, type RunEntry } from '../runs/runEntry';
import type { Runs } from '../runs/runs';
import { fileAddress, VECTORS_FILE_NAME, type VectorsAddress } from './vectorsAddress';
import { type Choice, pick } from '../editor/shown/picks';

interface VectorsChoice extends Choice {
  choose(): Promise<VectorsAddress | undefined>;
}

/** A run that has vectors: of words it learned, or of its model's embedding layer. */
export const hasVectors = (entry: RunEntry): boolean => {
  const { record, checkpoints } = entry.summary;
  if (!can(record, 'vectors')) return false;
  // What learns nothing else has written them when it ends, however it ends.
  return checkpoints.length > 0 || (!isJudged(record) && !isRunning(entry));
};

/** Asks for vectors; undefined when the person gives up. With nothing to choose from it asks for a file at once. */
export async function pickVectors(runs: Runs, title: string): Promise<VectorsAddress | undefined> {
  const entries = (await runs.ready()).filter(hasVectors);
  const found = await workspaceFiles('**/*.{vec,vec.gz,ftz,safetensors}', 100);
  const files = found.filter((uri) => VECTORS_FILE_NAME.test(uri.path));
  const items: VectorsChoice[] = [
    ...entries.map((entry): VectorsChoice => ({
      ...runItem(entry),
      choose: () => Promise.resolve({ kind: 'run', folder: entry.summary.folder }),
    })),
    ...files.map((uri): VectorsChoice => ({
      ...{ icon: 'file', label: path.basename(uri.path), description: vscode.workspace.asRelativePath(uri) },
      choose: () => Promise.resolve(fileAddress(uri)),
    })),
  ];
  if (items.length === 0) return chooseFile(title);
  items.push({
    ...{ icon: 'folder-opened', label: vscode.l10n.t('Choose a vectors file…') },
    choose: () => chooseFile(title),
  });
  return (await pick(items, { title, matchOnDescription: true, matchOnDetail: true }))?.choose();
}

/** The vectors file in front, else one that the person chooses. */
export async function activeOrChosen(): Promise<VectorsAddress | undefined> {
  const { input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
  const uri = input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom ? input.uri : undefined;
  if (uri && VECTORS_FILE_NAME.test(uri.path) && !/\.(txt|tsv)$/i.test(uri.path)) return fileAddress(uri);
  return chooseFile(vscode.l10n.t('Open which vectors?'));
}

async function chooseFile(title: string): Promise<VectorsAddress | undefined> {
  const filters = {
    [vscode.l10n.t('Vectors')]: ['vec', 'bin', 'ftz', 'txt', 'tsv', 'safetensors', 'gz'],
    [vscode.l10n.t('All files')]: ['*'],
  };
  const [uri] = await chooseFiles({ title, filters });
  return uri && fileAddress(uri);
}
