// Takes runs over that were trained elsewhere, and shows what came.
import { readdir } from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { isEventFile } from '../../protocol/eventFile';
import { withProgress } from '../editor/shown/progress';
import { chooseFiles, tableFilter } from '../editor/files';
import { tell } from '../editor/shown/messages';
import { askForLine, pick } from '../editor/shown/picks';
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
  const folder = given ?? (await chooseSource());
  if (!folder) return undefined;
  const inside = vscode.workspace.getWorkspaceFolder(folder)?.uri;
  const home = inside ?? vscode.workspace.workspaceFolders?.[0]?.uri ?? homeOf(folder);
  if (isTable(folder) || (await holdsEvents(folder.fsPath)))
    return importMetrics({ working, runs, views }, folder, home);
  const request = { folder: folder.fsPath, runsFolder: runsFolderOf(home), baseFolder: home.fsPath };
  const imported = await withProgress(vscode.l10n.t('Importing runs'), (signal, onProgress) =>
    working.call('importRuns', { ...request, defaults: machineDefaults() }, { signal, onProgress }),
  );
  await runs.refresh();
  for (const { from, to } of imported.renamed)
    void tell.information(vscode.l10n.t('The id {0} is taken here: this run came as {1}.', from, to));
  for (const id of imported.sweepsLeft)
    void tell.warning(
      vscode.l10n.t('The sweep {0} did not come: it is here already, or one of its runs has got another id.', id),
    );
  const [last] = imported.runs.slice(-1);
  if (last) await views.run.show({ folder: last.folder });
  else void tell.information(vscode.l10n.t('These runs are here already: {0}', imported.known.join(', ')));
  return imported.runs.map((run) => run.folder);
}

const isTable = ({ path: name }: vscode.Uri): boolean => /\.(csv|tsv|jsonl)(\.gz)?$/i.test(name);

/** An event file of TensorBoard, or a folder of a run with some, of parts of the data in folders of their own. */
async function holdsEvents(place: string): Promise<boolean> {
  if (isEventFile(path.basename(place))) return true;
  const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);
  const names = await namesIn(place);
  if (names.some((name) => name === 'run.json' || name === 'runs')) return false;
  const below = await Promise.all(names.map((name) => namesIn(path.join(place, name))));
  return [...names, ...below.flat()].some(isEventFile);
}

async function importMetrics(
  { working, runs, views }: ImportParts,
  file: vscode.Uri,
  home: vscode.Uri,
): Promise<string[] | undefined> {
  const title = vscode.l10n.t('What is the run called?');
  const { base, name: stem, dir } = path.parse(file.fsPath);
  const usual = isEventFile(base) ? path.basename(dir) : isTable(file) ? stem : base;
  const name = await askForLine({ title, value: usual });
  if (name === undefined || name.trim() === '') return undefined;
  const place = { runsFolder: runsFolderOf(home), baseFolder: home.fsPath };
  const { folder } = await working.call('importMetrics', { file: file.fsPath, name: name.trim(), ...place });
  await runs.refresh();
  await views.run.show({ folder });
  return [folder];
}

/** Undefined where the person gives up. No dialog of every system lets choose files and folders alike. */
async function chooseSource(): Promise<vscode.Uri | undefined> {
  const items = [
    {
      ...{ label: vscode.l10n.t('Folder of a run, or of an exported project'), icon: 'folder', filters: undefined },
      detail: vscode.l10n.t('Also a folder of event files of TensorBoard'),
    },
    {
      label: vscode.l10n.t('Zip archive of runs'),
      icon: 'file-zip',
      filters: { [vscode.l10n.t('Zip archives')]: ['zip'] },
    },
    {
      ...{ label: vscode.l10n.t('Metrics of another program'), icon: 'graph-line' },
      detail: vscode.l10n.t(
        'A table with columns step or epoch, and one for each figure; or an event file of TensorBoard',
      ),
      filters: { ...tableFilter(), [vscode.l10n.t('All files')]: ['*'] },
    },
  ];
  const title = vscode.l10n.t('What should be imported?');
  const chosen = await pick(items, { title });
  if (!chosen) return undefined;
  const { filters } = chosen;
  const isFile = filters !== undefined;
  return (await chooseFiles({ canSelectFolders: !isFile, canSelectFiles: isFile, title, filters })).at(0);
}
