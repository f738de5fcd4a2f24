// Writes runs as one zip archive, which another workspace imports, and the sweeps whose runs they all are with them.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { bytes } from '../../protocol/figures';
import { runsOfSweep, SWEEPS_FOLDER } from '../../protocol/sweep';
import { exists } from '../editor/onDisk';
import { saveDialog } from '../editor/shown/dialogs';
import { tell } from '../editor/shown/messages';
import { pick } from '../editor/shown/picks';
import { withProgress } from '../editor/shown/progress';
import type { SharedEngine } from '../engine/sharedEngine';
import type { RunEntry } from './runEntry';

interface Archived {
  folders: string[];
  sweeps: string[];
}

type Engine = Pick<SharedEngine, 'call'>;

/** Returns where it lies; undefined where the person chose no file. */
export async function exportAsZip(
  { working }: { working: Engine },
  entries: readonly RunEntry[],
): Promise<string | undefined> {
  const archived = entries.length > 0 ? await withSweeps(working, entries) : undefined;
  if (!archived) return undefined;
  const { folders, sweeps } = archived;
  const only = sweeps.length === 1 ? sweeps[0] : folders.length === 1 ? folders[0] : undefined;
  const name = only === undefined ? 'runs.zip' : `${path.basename(only)}.zip`;
  const file = await saveDialog({
    defaultUri: vscode.Uri.file(path.join(path.resolve(folders[0], '../../..'), name)),
    filters: { [vscode.l10n.t('Zip archives')]: ['zip'] },
  });
  if (!file) return undefined;
  const request = { folders, sweeps, output: file.fsPath };
  const { bytes: size } = await withProgress(vscode.l10n.t('Exporting runs'), (signal, onProgress) =>
    working.call('exportRuns', request, { signal, onProgress }),
  );
  const { t } = vscode.l10n;
  const [target, count] = [path.basename(file.fsPath), folders.length];
  void tell.information(
    sweeps.length === 0
      ? t('{0} holds {1} runs, {2}.', target, count, bytes(size))
      : t('{0} holds {1} runs and {2} sweeps, {3}.', target, count, sweeps.length, bytes(size)),
  );
  return file.fsPath;
}

/** Where runs of a sweep are missing, it is asked whether they are to come along, too; undefined where the person gives up. */
async function withSweeps(working: Engine, entries: readonly RunEntry[]): Promise<Archived | undefined> {
  const folders = entries.map(({ summary }) => summary.folder);
  const whole: string[] = [];
  const parts: { sweep: string; missing: string[] }[] = [];
  for (const [sweep, runsFolder] of sweepsOf(folders, entries)) {
    if (!(await exists(path.join(sweep, 'sweep.json')))) continue; // it was left elsewhere, or deleted
    const runs = runsOfSweep(await working.call('sweep', { folder: sweep })).map((id) => path.join(runsFolder, id));
    const missing = runs.filter((folder) => !folders.includes(folder));
    if (missing.length === 0) whole.push(sweep);
    else parts.push({ sweep, missing });
  }
  if (parts.length === 0) return { folders, sweeps: whole };
  const { t } = vscode.l10n;
  const missing = parts.flatMap((part) => part.missing);
  const items = [
    { label: t('These runs alone'), description: t('{0} runs', folders.length), isWhole: false },
    {
      ...{ label: t('The whole of their sweeps'), isWhole: true },
      description: t('{0} runs, and what was tried', folders.length + missing.length),
    },
  ];
  const chosen = await pick(items, { title: t('What is to be in the archive?') });
  if (!chosen) return undefined;
  if (!chosen.isWhole) return { folders, sweeps: whole };
  return { folders: [...folders, ...missing], sweeps: [...whole, ...parts.map(({ sweep }) => sweep)] };
}

/** The folders of the sweeps that runs belong to, each with that of the runs. */
const sweepsOf = (folders: readonly string[], entries: readonly RunEntry[]): Map<string, string> =>
  new Map(
    entries.flatMap(({ summary: { record } }, i) => {
      const runsFolder = path.dirname(folders[i]);
      const id = path.basename(record.sweep?.id ?? '');
      return id === '' ? [] : [[path.join(path.dirname(runsFolder), SWEEPS_FOLDER, id), runsFolder] as const];
    }),
  );
