// Asks what to do with a file or a folder: what the explorer's menu offers for it, and to open it.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { LabError } from '../../protocol/labError';
import { EXPLORER } from '../commands/command';
import { pick } from '../editor/shown/picks';
import { inExplorer, type MenuItem, offered } from './offered';

interface Action {
  label: string;
  run(): Thenable<unknown>;
}

export interface Contributed {
  commands: { command: string; title: string }[];
  menus: Record<string, MenuItem[]>;
}

/** @param contributes of the extension, its titles in the editor's language */
export async function beginWith(address: string, contributes: Contributed): Promise<void> {
  const uri = vscode.Uri.parse(address, true);
  const name = path.posix.basename(uri.path);
  if (uri.scheme !== 'file')
    throw new LabError(
      'INVALID_ARGUMENT',
      vscode.l10n.t('{0} is not on this computer. Copy it into the folder first.', name),
    );
  const isFolder = (await vscode.workspace.fs.stat(uri)).type === vscode.FileType.Directory;
  const titles = new Map(contributes.commands.map(({ command, title }) => [command, title]));
  const actions = offered([contributes.menus[EXPLORER]], inExplorer({ name, isFolder })).map((command): Action => ({
    label: titles.get(command) ?? command,
    run: () => vscode.commands.executeCommand(command, uri),
  }));
  const picked = await pick([...actions, ...opening(uri, isFolder)], {
    title: vscode.l10n.t('What to do with {0}?', name),
  });
  await picked?.run();
}

/** Runs are kept in the folder that is open, so one from elsewhere can be opened with its folder. */
function opening(uri: vscode.Uri, isFolder: boolean): Action[] {
  const folder = isFolder ? uri : vscode.Uri.joinPath(uri, '..');
  const isOpen = vscode.workspace.getWorkspaceFolder(folder) !== undefined;
  const openFolder = {
    label: vscode.l10n.t('Open Its Folder'),
    run: () => vscode.commands.executeCommand('vscode.openFolder', folder),
  };
  const openFile = {
    label: vscode.l10n.t('Open the File'),
    run: () => vscode.commands.executeCommand('vscode.open', uri),
  };
  return [...(isFolder ? [] : [openFile]), ...(isOpen ? [] : [openFolder])];
}
