// The settings, typed, with the places they mean.
import * as os from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { ANALYSERS, modelFolderKey, type ModelFolders } from '../../protocol/analysers/analysers';
import type { TrainRequest } from '../../protocol/engine';
import type { Isolation } from '../../protocol/processPort';
import { fittingWorkers, threadsEach } from '../../protocol/workers';

function read<T>(key: string, fallback: T, scope?: vscode.Uri): T {
  return vscode.workspace.getConfiguration('nlpLab', scope).get<T>(key) ?? fallback;
}

/** The runs folder for files under `folder`. */
export function runsFolderOf(folder: vscode.Uri): string {
  return path.resolve(folder.fsPath, read('runsFolder', '.nlplab/runs', folder));
}

/** Those of all folders of the workspace. */
export const runsFolders = (): string[] =>
  (vscode.workspace.workspaceFolders ?? []).map((home) => runsFolderOf(home.uri));

/** The workspace folder that holds `file`, else the file's own folder. */
export function homeOf(file: vscode.Uri): vscode.Uri {
  return vscode.workspace.getWorkspaceFolder(file)?.uri ?? vscode.Uri.joinPath(file, '..');
}

/** What holds where the experiment does not say: only what a person has set, so that experiments keep their word. */
export function machineDefaults(): NonNullable<TrainRequest['defaults']> {
  const threads = read('threads', 0);
  const device = read<'cpu' | 'webgpu' | 'cuda'>('device', 'cpu');
  return {
    ...(device === 'cpu' ? {} : { device }),
    ...(threads > 0 ? { threads } : {}),
    ...modelFolders(),
  };
}

/** The folders of morphological analysers' models, absolute, of those that are set. */
export function modelFolders(): ModelFolders {
  const home = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
  const set = ANALYSERS.map(({ type }) => modelFolderKey(type)).flatMap((key) => {
    const folder = read(key, '').trim();
    return folder === '' ? [] : [[key, path.resolve(home, folder)]];
  });
  return Object.fromEntries(set);
}

let fitting: number | undefined;

/** How many trainings of a window go on side by side; further ones wait. As many as fit is found once: what trains takes memory. */
export function trainingsAtOnce(): number {
  const set = read('trainingsAtOnce', 1);
  if (set > 0) return set;
  return (fitting ??= fittingWorkers({ cores: os.availableParallelism(), freeBytes: os.freemem() }));
}

/** As `machineDefaults`, for trainings that share the machine. */
export function sharedDefaults(): NonNullable<TrainRequest['defaults']> {
  const atOnce = trainingsAtOnce();
  return { ...(atOnce > 1 ? { threads: threadsEach(os.availableParallelism(), atOnce) } : {}), ...machineDefaults() };
}

/** Where engines run. In a folder that is not trusted no process is started. */
export const isolation = (): Isolation => (vscode.workspace.isTrusted ? read('isolation', 'thread') : 'thread');

export const openRunOnStart = (): boolean => read('openRunOnStart', true);

/** In experiment files. */
export const showsDerivedFigures = (): boolean => read('derivedFigures', true);

export const linesShown = (): number => read('linesShown', 200);

export const hoverNeighbors = (): boolean => read('hoverNeighbors', true);
