// `.mcp.json` of a folder: agents that read it find the server of tools. What else stands in it stays as it is.
import * as vscode from 'vscode';
import { LabError } from '../../protocol/labError';
import { exists } from '../editor/onDisk';
import { tell } from '../editor/shown/messages';
import type { SharedEngine } from '../engine/sharedEngine';
import { writeKey } from '../experiments/writeKey';
import { serverStart } from './mcpServer';

/** Asks which folder where there are several; undefined where none was chosen. The edit can be undone. */
export async function writeMcpFile(engine: SharedEngine, programs: string): Promise<vscode.Uri | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) throw new LabError('NOT_FOUND', vscode.l10n.t('Open a folder first.'));
  const folder = folders.length === 1 ? folders[0] : await vscode.window.showWorkspaceFolderPick();
  if (!folder) return undefined;
  const uri = vscode.Uri.joinPath(folder.uri, '.mcp.json');
  if (!(await exists(uri.fsPath))) await created(uri);
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  await writeKey(engine, document, { key: 'mcpServers.nlp-lab', value: { ...serverStart(programs) } });
  await document.save();
  void tell.information(
    vscode.l10n.t(
      'Agents that read .mcp.json find the runs of this folder. Write it again after an update of NLP Lab.',
    ),
  );
  return uri;
}

async function created(uri: vscode.Uri): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(uri, { contents: new TextEncoder().encode('{}\n') });
  if (!(await vscode.workspace.applyEdit(edit)))
    throw new LabError('DISK', vscode.l10n.t('{0} could not be written.', '.mcp.json'));
}
