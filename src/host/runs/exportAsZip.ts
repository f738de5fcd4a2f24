// Writes runs as one zip archive, which another workspace imports.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { bytes } from '../../protocol/figures';
import { saveDialog } from '../editor/shown/dialogs';
import { tell } from '../editor/shown/messages';
import { withProgress } from '../editor/shown/progress';
import type { SharedEngine } from '../engine/sharedEngine';
import { type RunEntry, runId } from './runEntry';

/** Returns where it lies; undefined where the person chose no file. */
export async function exportAsZip(
  { working }: { working: SharedEngine },
  entries: readonly RunEntry[],
): Promise<string | undefined> {
  const folders = entries.map(({ summary }) => summary.folder);
  if (folders.length === 0) return undefined;
  const name = folders.length === 1 ? `${runId(folders[0])}.zip` : 'runs.zip';
  const file = await saveDialog({
    defaultUri: vscode.Uri.file(path.join(path.resolve(folders[0], '../../..'), name)),
    filters: { [vscode.l10n.t('Zip archives')]: ['zip'] },
  });
  if (!file) return undefined;
  const request = { folders, sweeps: [], output: file.fsPath };
  const { bytes: size } = await withProgress(vscode.l10n.t('Exporting runs'), (signal, onProgress) =>
    working.call('exportRuns', request, { signal, onProgress }),
  );
  void tell.information(
    vscode.l10n.t('{0} holds {1} runs, {2}.', path.basename(file.fsPath), folders.length, bytes(size)),
  );
  return file.fsPath;
}
