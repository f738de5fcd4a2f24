// Writes a value into an experiment or other JSON, as an edit of its document that can be undone.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { LabError } from '../../protocol/labError';
import type { JsonValue } from '../../protocol/textEdit';
import type { SharedEngine } from '../engine/sharedEngine';

/**
 * Gives where the value is written now; undefined where it was there already. The document is not saved. Fails with
 * `INVALID_EXPERIMENT` where it is no JSON, and with `DISK` where the editor takes no edit.
 * @param key with dots: `training.optimizer.learningRate`
 */
export async function writeKey(
  engine: SharedEngine,
  document: vscode.TextDocument,
  { key, value }: { key: string; value: JsonValue },
): Promise<vscode.Range | undefined> {
  const { uri, version } = document;
  const { edits } = await engine.call('setKey', { experimentText: document.getText(), key, value });
  const edit = new vscode.WorkspaceEdit();
  for (const { offset, length, content } of edits) {
    const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
    edit.replace(uri, range, content);
  }
  const isAsRead = document.version === version;
  if (!isAsRead || !(await vscode.workspace.applyEdit(edit)))
    throw new LabError('DISK', vscode.l10n.t('{0} could not be changed.', path.basename(uri.path)));
  const last = edits.at(-1);
  if (!last) return undefined;
  const end = document.positionAt(last.offset + last.content.length);
  return new vscode.Range(end, end);
}
