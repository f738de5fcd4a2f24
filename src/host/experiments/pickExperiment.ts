// Which experiment file a command means, where none is given.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { LabError } from '../../protocol/labError';
import { workspaceFiles } from '../editor/files';
import { pick } from '../editor/shown/picks';

export const isExperiment = (uri: vscode.Uri): boolean => uri.path.toLowerCase().endsWith('.nlplab.json');

export interface ExperimentQuestion {
  fits(file: vscode.Uri): Promise<boolean>;
  /** Said where no experiment fits. */
  none: string;
  /** Asked where several do. */
  title: string;
}

/** The active experiment, else one of the workspace; undefined when the person gives up. Fails with `NOT_FOUND`. */
export async function pickExperiment({ fits, none, title }: ExperimentQuestion): Promise<vscode.Uri | undefined> {
  const active = vscode.window.activeTextEditor?.document.uri;
  if (active && isExperiment(active) && (await fits(active))) return active;
  const files = await workspaceFiles('**/*.nlplab.json');
  const checked = await Promise.all(files.map(async (file) => ((await fits(file)) ? [file] : [])));
  const fitting = checked.flat();
  if (fitting.length === 0) throw new LabError('NOT_FOUND', none);
  if (fitting.length === 1) return fitting[0];
  const items = fitting.map((value) => ({
    ...{ label: path.basename(value.path), description: vscode.workspace.asRelativePath(value), value },
  }));
  return (await pick(items, { title }))?.value;
}

/** The experiment that a command means, whatever it learns: the given one, else as `pickExperiment`. @param title asked where there are several */
export async function meantExperiment(given: vscode.Uri | undefined, title: string): Promise<vscode.Uri | undefined> {
  const none = vscode.l10n.t('There is no experiment file here yet. Make one with "New Experiment".');
  return given ?? pickExperiment({ fits: () => Promise.resolve(true), none, title });
}
