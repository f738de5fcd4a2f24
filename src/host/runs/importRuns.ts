// Takes runs over that were trained elsewhere, and shows what came.
import * as vscode from 'vscode';
import { withProgress } from '../editor/shown/progress';
import { chooseFiles } from '../editor/files';
import { tell } from '../editor/shown/messages';
import { homeOf, machineDefaults, runsFolderOf } from '../editor/settings';
import type { SharedEngine } from '../engine/sharedEngine';
import type { Runs } from './runs';
import type { RunPanels } from './runView';

interface ImportParts {
  working: SharedEngine;
  runs: Runs;
  views: { run: RunPanels };
}

/** Returns the folders of those that came; undefined where the person chose nothing. */
export async function importRuns(
  { working, runs, views }: ImportParts,
  given?: vscode.Uri,
): Promise<string[] | undefined> {
  const title = vscode.l10n.t('Which exported project, or which folder of a run, should be imported?');
  const folder = given ?? (await chooseFiles({ canSelectFolders: true, canSelectFiles: false, title })).at(0);
  if (!folder) return undefined;
  const inside = vscode.workspace.getWorkspaceFolder(folder)?.uri;
  const home = inside ?? vscode.workspace.workspaceFolders?.[0]?.uri ?? homeOf(folder);
  const request = { folder: folder.fsPath, runsFolder: runsFolderOf(home), baseFolder: home.fsPath };
  const imported = await withProgress(vscode.l10n.t('Importing runs'), (signal, onProgress) =>
    working.call('importRuns', { ...request, defaults: machineDefaults() }, { signal, onProgress }),
  );
  await runs.refresh();
  const [last] = imported.runs.slice(-1);
  if (last) await views.run.show({ folder: last.folder });
  else void tell.information(vscode.l10n.t('These runs are here already: {0}', imported.known.join(', ')));
  return imported.runs.map((run) => run.folder);
}
