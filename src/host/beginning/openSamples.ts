// Copies the samples into a folder that the person chooses, and opens it.
import { homedir } from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { exists } from '../editor/onDisk';
import { openDialog } from '../editor/shown/dialogs';
import { AMONG_OTHERS, pick } from '../editor/shown/picks';
import { copySamples, sampleLanguage } from './copySamples';
import { SampleFolders } from './sampleFolders';
import { FROM_WALKTHROUGH } from './walkthrough';

export interface SampleParts {
  extensionUri: vscode.Uri;
  /** Of all windows. */
  globalState: vscode.Memento;
}

/**
 * Answers with the folder; undefined when the person gives up.
 * @param given what asks: the walkthrough, or another extension that names where to copy them, and opens the folder itself
 */
export async function openSamples(
  { extensionUri, globalState }: SampleParts,
  given?: unknown,
): Promise<vscode.Uri | undefined> {
  const into = given instanceof vscode.Uri ? given : await askForPlace();
  if (!into) return undefined;
  const from = vscode.Uri.joinPath(extensionUri, 'media', 'samples', sampleLanguage(vscode.env.language));
  const folder = vscode.Uri.file(await copySamples(from.fsPath, into.fsPath, vscode.l10n.t));
  if (given instanceof vscode.Uri) return folder;
  const samples = new SampleFolders(globalState);
  const forceNewWindow = await inNewWindow(folder);
  if (forceNewWindow === undefined) return folder;
  await samples.willOpen(folder.fsPath, { withWalkthrough: given === FROM_WALKTHROUGH });
  if (samples.here === folder.fsPath) await samples.welcome();
  else await vscode.commands.executeCommand('vscode.openFolder', folder, { forceNewWindow });
  return folder;
}

/** Where a folder of samples is to be; undefined when the person gives up. */
export async function askForPlace(): Promise<vscode.Uri | undefined> {
  const documents = path.join(homedir(), 'Documents');
  const [chosen] = await openDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    defaultUri: vscode.Uri.file((await exists(documents)) ? documents : homedir()),
    title: vscode.l10n.t('Where should the folder with the samples be?'),
    openLabel: vscode.l10n.t('Copy Samples Here'),
  });
  return chosen;
}

/** Where nothing is open there is nothing to ask. Undefined when the person gives up. */
async function inNewWindow(folder: vscode.Uri): Promise<boolean | undefined> {
  const open = vscode.workspace.workspaceFolders?.map(({ uri }) => uri.fsPath) ?? [];
  if (open.length === 0 || open.includes(folder.fsPath)) return false;
  const items = [
    { label: vscode.l10n.t('Open in This Window'), isNew: false },
    { label: vscode.l10n.t('Open in a New Window'), isNew: true },
  ];
  const title = vscode.l10n.t('The samples are in {0}. Open them where?', folder.fsPath);
  return (await pick(items, { title, ...AMONG_OTHERS }))?.isNew;
}
