// Files of the workspace as commands find, read and write them.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { corpusEndings, isCorpusFile, isParallelFile, parallelEndings, tableEndings } from '../../protocol/corpusFiles';
import { LabError } from '../../protocol/labError';
import { exists } from './onDisk';
import { openDialog } from './shown/dialogs';
import { tell } from './shown/messages';
import { pick } from './shown/picks';

/** The document of an address, if it is open. */
export function openDocument(uri: vscode.Uri | string): vscode.TextDocument | undefined {
  const address = uri.toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === address);
}

/** Files of the workspace that fit a pattern, in the order of their paths; those of packages and runs left out. */
export async function workspaceFiles(pattern: vscode.GlobPattern, most = 200): Promise<vscode.Uri[]> {
  const found = await vscode.workspace.findFiles(pattern, '**/{node_modules,.nlplab}/**', most);
  return found.sort((a, b) => a.path.localeCompare(b.path));
}

/** Whether a command means a file; of an open one the language is known. */
export type IsMeant = (path: string, languageId?: string) => boolean;

const PLAIN = ['plaintext', 'markdown'];

const isText: IsMeant = (name, languageId = '') => isCorpusFile(name) || PLAIN.includes(languageId);

/** One of two files of parallel text, or a table with both. */
export const isParallelText: IsMeant = (name, languageId = '') => isParallelFile(name) || PLAIN.includes(languageId);

/**
 * The file a command means: the given one, the active one where it fits, or one of the workspace's texts that the person picks.
 * Fails with `NOT_FOUND` where there is none, and with `CANCELLED` where the person picks none.
 */
export async function meantFile(uri?: vscode.Uri, isMeant: IsMeant = isText): Promise<vscode.Uri> {
  const active = vscode.window.activeTextEditor?.document;
  if (uri) return uri;
  if (active && isMeant(active.uri.path, active.languageId)) return active.uri;
  const endings = [...new Set([...corpusEndings, ...parallelEndings])];
  const files = (await workspaceFiles(`**/*.{${endings.join()},gz}`)).filter(({ path: name }) => isMeant(name));
  if (files.length === 0) throw new LabError('NOT_FOUND', vscode.l10n.t('Open a text file first.'));
  const items = files.map((one) => ({ label: vscode.workspace.asRelativePath(one), uri: one }));
  const picked = await pick(items, { title: vscode.l10n.t('Which file?') });
  if (!picked) throw new LabError('CANCELLED', vscode.l10n.t('No file was chosen.'));
  return picked.uri;
}

/** The file a command means, as it lies on the disk: saved, where it was changed in an editor. Fails as `meantFile`. */
export async function savedFile(uri?: vscode.Uri): Promise<vscode.Uri> {
  const file = await meantFile(uri);
  if (file.scheme !== 'file') throw new LabError('INVALID_ARGUMENT', vscode.l10n.t('Save the text as a file first.'));
  const open = openDocument(file);
  if (open?.isDirty && !(await open.save()))
    throw new LabError('DISK', vscode.l10n.t('{0} could not be saved.', path.basename(file.fsPath)));
  return file;
}

/** False where the file is there and the person would not have it replaced. */
export async function mayWrite(target: vscode.Uri): Promise<boolean> {
  if (!(await exists(target.fsPath))) return true;
  const replace = vscode.l10n.t('Replace');
  const question = vscode.l10n.t('{0} is there already. Replace it?', path.basename(target.fsPath));
  return (await tell.modally(question, replace)) === replace;
}

/** Lets the person choose files, from the workspace on; empty where they chose none. */
export async function chooseFiles(options: vscode.OpenDialogOptions): Promise<vscode.Uri[]> {
  const home = vscode.workspace.workspaceFolders?.at(0)?.uri;
  return openDialog({ ...(home ? { defaultUri: home } : {}), ...options });
}

/** For dialogs that ask for a text: plain, or a table's column. */
export const corpusFilter = (): Record<string, string[]> => ({ [vscode.l10n.t('Texts')]: [...corpusEndings, 'gz'] });

/** For dialogs that ask for tagged sentences: columns as in CoNLL, or JSON lines. */
export const taggedFilter = (): Record<string, string[]> => ({
  [vscode.l10n.t('Tagged sentences')]: [...corpusEndings, 'gz'],
});

/** For dialogs that ask for a table. */
export const tableFilter = (): Record<string, string[]> => ({ [vscode.l10n.t('Tables')]: [...tableEndings, 'gz'] });
